// Blocks: what an app's messages, modals and Home are made of.
// Reference: https://docs.slack.dev/reference/block-kit/blocks
//
// A surface is what the blocks belong to:
//   {target: {message: {channel, ts}} | {view: id} | {home: true}, form: from useForm(), errors: {block_id: text}}
import { Element } from "./elements.js";
import { useId } from "./ids.js";
import { plain, safeUrl } from "./inline.js";
import { markdown } from "./markdown.js";
import { mrkdwn, TextObject } from "./mrkdwn.js";
import { RichText } from "./richtext.js";
import { html } from "./vendor/preact-htm.js";

/** The workspace loads nothing from other hosts, so a picture from elsewhere is described and linked instead. */
export function Picture({ element, small }) {
  const source = element.image_url ?? element.slack_file?.url ?? "";
  const href = safeUrl(source);
  if (href && new URL(href).origin === location.origin) {
    return html`<img class=${small ? "image-small" : "image"} src=${href} alt=${element.alt_text} />`;
  }
  if (small) return html`<span class="image-small image-absent" role="img" aria-label=${element.alt_text}></span>`;
  return html`<div class="image image-absent" role="img" aria-label=${element.alt_text}>
    <span>${element.alt_text}</span>
    ${href && html`<a href=${href} target="_blank" rel="noopener noreferrer">Open the picture</a>`}
  </div>`;
}

function Section({ block, surface }) {
  const id = useId("section");
  const field = { "aria-labelledby": id };
  return html`<div class=${`section ${block.accessory ? "section-with" : ""}`}>
    <div class="section-text" id=${id}>
      ${block.text && html`<${TextObject} object=${block.text} />`}
      ${block.fields && html`<div class="section-fields">
        ${block.fields.map((each) => html`<div><${TextObject} object=${each} /></div>`)}
      </div>`}
    </div>
    ${block.accessory && html`<div class="accessory">
      ${block.accessory.type === "image"
        ? html`<${Picture} element=${block.accessory} small />`
        : html`<${Element} surface=${surface} blockId=${block.block_id} element=${block.accessory} field=${field} />`}
    </div>`}
  </div>`;
}

function Actions({ block, surface }) {
  return html`<div class="actions">${block.elements.map((element) => html`<${Element} key=${element.action_id}
    surface=${surface} blockId=${block.block_id} element=${element} />`)}</div>`;
}

function Context({ block }) {
  return html`<div class="context">${block.elements.map((element) =>
    element.type === "image"
      ? html`<${Picture} element=${element} small />`
      : html`<span class="context-text"><${TextObject} object=${element} /></span>`,
  )}</div>`;
}

function Image({ block }) {
  return html`<figure>
    ${block.title && html`<figcaption><${TextObject} object=${block.title} /></figcaption>`}
    <${Picture} element=${block} />
  </figure>`;
}

const GROUPS = ["checkboxes", "radio_buttons"];

function Input({ block, surface }) {
  const id = useId("input");
  const { element } = block;
  const error = surface.errors?.[block.block_id];
  const grouped = GROUPS.includes(element.type);
  const described = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ");
  const field = {
    id: grouped ? undefined : id,
    "aria-labelledby": grouped ? `${id}-label` : undefined,
    "aria-describedby": described || undefined,
    "aria-invalid": grouped ? undefined : Boolean(error),
    "aria-required": grouped ? undefined : block.optional !== true,
  };
  const label = html`${plain(block.label.text, { emoji: block.label.emoji !== false })}
    ${block.optional && html` <span class="optional">(optional)</span>`}`;
  return html`<div class=${`input ${error ? "input-wrong" : ""}`}>
    ${grouped
      ? html`<div class="label" id=${`${id}-label`}>${label}</div>`
      : html`<label class="label" for=${id}>${label}</label>`}
    <${Element} surface=${surface} blockId=${block.block_id} element=${element} field=${field}
      dispatch=${block.dispatch_action === true} optional=${block.optional === true} />
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
    ${block.hint && html`<p class="hint" id=${`${id}-hint`}>${plain(block.hint.text)}</p>`}
  </div>`;
}

function Cell({ cell }) {
  if (cell.type === "rich_text") return html`<${RichText} block=${cell} />`;
  return plain(String(cell.text ?? cell.value ?? ""), { emoji: false });
}

function Table({ block }) {
  const [head, ...body] = block.rows;
  const style = (column) => {
    const { align, is_wrapped: wrapped } = block.column_settings?.[column] ?? {};
    return `align-${align ?? "left"} ${wrapped === false ? "one-line" : ""}`;
  };
  const row = (cells, tag) => html`<tr>${cells.map((cell, column) => html`<${tag} class=${style(column)}
    scope=${tag === "th" ? "col" : undefined}><${Cell} cell=${cell} /><//>`)}</tr>`;
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Table">
    <table><thead>${row(head, "th")}</thead><tbody>${body.map((cells) => row(cells, "td"))}</tbody></table>
  </div>`;
}

const KINDS = {
  section: Section,
  actions: Actions,
  context: Context,
  image: Image,
  input: Input,
  table: Table,
  rich_text: RichText,
  divider: () => html`<hr />`,
  header: ({ block }) => html`<h3 class="header">${plain(block.text.text, { emoji: block.text.emoji !== false })}</h3>`,
  markdown: ({ block }) => html`<div class="mrkdwn markdown">${markdown(block.text)}</div>`,
  alert: ({ block }) => html`<div class=${`alert alert-${block.level ?? "default"}`}>
    <${TextObject} object=${block.text} /></div>`,
};

function NotDrawn({ block }) {
  return html`<p class="not-drawn">A block of the type “${block.type}” is not drawn here.</p>`;
}

/** All blocks of a surface, in order. */
export function Blocks({ blocks, surface }) {
  return html`<div class="blocks">${blocks.map((block, i) => html`<div key=${block.block_id ?? i} class="block">
    <${KINDS[block.type] ?? NotDrawn} block=${block} surface=${surface} />
  </div>`)}</div>`;
}

/** What a message without blocks says. */
export const Text = ({ text }) => html`<div class="mrkdwn">${mrkdwn(text)}</div>`;
