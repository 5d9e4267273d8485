// What hangs below a message: reactions, files, and the older "secondary attachments" with their coloured edge.
// Reference: https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
import { Blocks } from "./blocks.js";
import { nameOf } from "./directory.js";
import { emoji } from "./emoji.js";
import { Link, plain } from "./inline.js";
import { mrkdwn } from "./mrkdwn.js";
import { html, useLayoutEffect, useRef } from "./vendor/preact-htm.js";

export function Reactions({ reactions }) {
  return html`<ul class="reactions" aria-label="Reactions">${reactions.map(({ name, users }) => {
    const who = users.map(nameOf).join(", ");
    return html`<li key=${name} class="reaction" title=${`${who} reacted with :${name}:`}>
      <span>${emoji(name)}</span> ${users.length}<span class="hidden"> by ${who}</span></li>`;
  })}</ul>`;
}

/** A picture is shown, with its description; all else can be saved. */
export function Files({ files }) {
  return files.map((file) => html`<figure key=${file.id} class="file">
    <figcaption><a href=${file.url} download=${file.name}>${file.title}</a> <small>${sizeOf(file.size)}</small></figcaption>
    ${file.is_image && html`<img class="image" src=${file.url} alt=${file.alt || file.title} />`}
  </figure>`);
}

const sizeOf = (bytes) => (bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`);

const COLOURS = { good: "#2f8f5b", warning: "#d9a026", danger: "#b3352b" };

export function Attachment({ attachment, surface }) {
  const edge = useRef(null);
  const { color, pretext, title, title_link: url, text, fields, blocks, footer, fallback } = attachment;
  useLayoutEffect(() => {
    const named = COLOURS[color] ?? (/^#?[0-9a-f]{6}$/i.test(color ?? "") ? `#${color.replace("#", "")}` : "");
    edge.current.style.borderLeftColor = named;
  }, [color]);
  const known = blocks || text || title || fields || pretext;
  return html`<div class="attachment" ref=${edge}>
    ${pretext && html`<div class="mrkdwn">${mrkdwn(pretext)}</div>`}
    ${attachment.author_name && html`<small>${attachment.author_name}</small>`}
    ${title && html`<strong>${url ? html`<${Link} url=${url}>${plain(title)}<//>` : plain(title)}</strong>`}
    ${text && html`<div class="mrkdwn">${mrkdwn(text)}</div>`}
    ${fields && html`<dl>${fields.map((each) => html`<div>
      <dt>${each.title}</dt><dd>${mrkdwn(each.value ?? "")}</dd></div>`)}</dl>`}
    ${blocks && html`<${Blocks} blocks=${blocks} surface=${surface} />`}
    ${!known && fallback && plain(fallback)}
    ${footer && html`<small>${footer}</small>`}
  </div>`;
}
