// Line icons, drawn here so that the page loads nothing else. Each is the inside of a 20 x 20 drawing.
import { html } from "./vendor/preact-htm.js";

const PATHS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  back: "M12 4l-6 6 6 6",
  down: "M5 8l5 5 5-5",
  check: "M4 10.5l4 4 8-9",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  reply: "M3 4h14v9H9l-4 3.5V13H3z",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  send: "M3 4l14 6-14 6 2.5-6zM5.5 10H11",
  sun:
    "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18" +
    "M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z",
  mail: "M3 5h14v10H3zM3 5.5l7 5.5 7-5.5",
  clock: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 5.5V10l3 2",
  pause: "M7 4.5v11M13 4.5v11",
  play: "M6 4l10 6-10 6z",
  restart: "M4 10a6 6 0 1 0 2-4.5M4 3v3.5h3.5",
  bolt: "M11 2L4 11.5h5L8 18l8-10h-5z",
  alert: "M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.01",
  guide: "M4 4h9.5L16 6.5V16H4zM7 8.5h6M7 12h4",
  home: "M3 10l7-6 7 6M5 8.5V16h10V8.5",
  spark: "M10 3v14M3 10h14",
};

/** An icon beside or inside something that has its own label; screen readers pass over it. */
export function Icon({ name }) {
  return html`<svg class=${`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;
}
