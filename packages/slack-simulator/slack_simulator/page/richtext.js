// rich_text blocks: text whose formatting is data, not markup.
// Shapes: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
import { emoji } from "./emoji.js";
import { Broadcast, ChannelMention, DateText, GroupMention, Link, plain, UserMention } from "./inline.js";
import { html } from "./vendor/preact-htm.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function styled(node, style) {
  return Object.keys(STYLES).reduce(
    (inner, name) => (style?.[name] ? html`<${STYLES[name]}>${inner}<//>` : inner),
    node,
  );
}

function emojiOf(element) {
  if (!element.unicode) return emoji(element.name);
  return String.fromCodePoint(...element.unicode.split("-").map((hex) => Number.parseInt(hex, 16)));
}

function Element({ element }) {
  switch (element.type) {
    case "text":
      return plain(element.text, { emoji: false });
    case "link":
      return html`<${Link} url=${element.url}>${element.text || element.url}<//>`;
    case "user":
      return html`<${UserMention} id=${element.user_id} />`;
    case "channel":
      return html`<${ChannelMention} id=${element.channel_id} />`;
    case "usergroup":
      return html`<${GroupMention} id=${element.usergroup_id} />`;
    case "broadcast":
      return html`<${Broadcast} range=${element.range} />`;
    case "emoji":
      return emojiOf(element);
    case "date":
      return html`<${DateText} seconds=${element.timestamp} format=${element.format}
        fallback=${element.fallback ?? ""} url=${element.url} />`;
    case "color":
      return html`<code>${element.value}</code>`;
    default:
      return element.text ?? "";
  }
}

const inside = (elements) => elements.map((each) => styled(html`<${Element} element=${each} />`, each.style));

function List({ part }) {
  const ordered = part.style === "ordered";
  const items = part.elements.map((item) => html`<li>${inside(item.elements)}</li>`);
  const indent = `indent-${Math.min(part.indent ?? 0, 8)}`;
  return ordered
    ? html`<ol class=${indent} start=${(part.offset ?? 0) + 1}>${items}</ol>`
    : html`<ul class=${indent}>${items}</ul>`;
}

function Part({ part }) {
  if (part.type === "rich_text_list") return html`<${List} part=${part} />`;
  if (part.type === "rich_text_preformatted") return html`<pre>${inside(part.elements)}</pre>`;
  if (part.type === "rich_text_quote") return html`<blockquote>${inside(part.elements)}</blockquote>`;
  return html`<div>${inside(part.elements)}</div>`;
}

export function RichText({ block }) {
  return html`<div class="mrkdwn">${block.elements.map((part) => html`<${Part} part=${part} />`)}</div>`;
}
