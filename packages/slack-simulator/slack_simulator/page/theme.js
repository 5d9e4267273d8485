// The light and dark switch. The choice stays in this browser; the colours themselves are in css/base.css.
import { html, useState } from "./vendor/preact-htm.js";
import { Icon } from "./icons.js";
import { remember } from "./remembered.js";

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function ThemeSwitch() {
  const [dark, setDark] = useState(isDark);
  const toggle = () => {
    const theme = dark ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    remember("theme", theme);
    setDark(!dark);
  };
  const label = dark ? "Use light colours" : "Use dark colours";
  return html`<button type="button" class="bar-icon" aria-label=${label} title=${label} onClick=${toggle}>
    <${Icon} name=${dark ? "sun" : "moon"} />
  </button>`;
}
