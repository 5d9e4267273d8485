// Slack's own markup in text: *bold* _italic_ ~strike~ `code` ```block``` > quote <links|and mentions> :emoji:
// Rules: https://docs.slack.dev/messaging/formatting-message-text
import { emoji } from "./emoji.js";
import { Broadcast, ChannelMention, DateText, GroupMention, Link, plain, safeUrl, unescape, UserMention } from "./inline.js";
import { html } from "./vendor/preact-htm.js";

const ATOM = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+-]+):|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"])/y;
const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;

function Token({ body }) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : unescape(body.slice(bar + 1));
  const rest = target.slice(1);
  if (target.startsWith("@")) return html`<${UserMention} id=${rest} label=${label} />`;
  if (target.startsWith("#")) return html`<${ChannelMention} id=${rest} label=${label} />`;
  if (target.startsWith("!")) return html`<${Special} body=${rest} label=${label} />`;
  if (!label && !safeUrl(target)) return html`<span>${unescape(`<${body}>`)}</span>`;
  return html`<${Link} url=${target}>${plain(label || unescape(target.replace(/^mailto:/, "")))}<//>`;
}

function Special({ body, label }) {
  const [kind, ...parts] = body.split("^");
  if (kind === "subteam") return html`<${GroupMention} id=${parts[0]} label=${label} />`;
  if (["here", "channel", "everyone"].includes(kind)) return html`<${Broadcast} range=${kind} />`;
  if (kind !== "date") return html`<span>${label || `<${body}>`}</span>`;
  const [seconds, format, url] = parts;
  return html`<${DateText} seconds=${seconds} format=${unescape(format ?? "")} fallback=${label} url=${url} />`;
}

function atomAt(text, at) {
  ATOM.lastIndex = at;
  const found = ATOM.exec(text);
  if (!found) return null;
  const [whole, token, code, name, url] = found;
  const end = at + whole.length;
  if (token !== undefined) return { end, node: html`<${Token} body=${token} />` };
  if (code !== undefined) return { end, node: html`<code>${unescape(code)}</code>` };
  if (url !== undefined) return { end, node: html`<${Link} url=${url}>${unescape(url)}<//>` };
  return { end, node: emoji(name) };
}

/** Where the run of bold, italic or strike that begins at `start` ends in this line; -1 when it never does. */
function closingMark(text, start, mark) {
  let at = start;
  while (at < text.length) {
    const atom = atomAt(text, at);
    if (atom) {
      at = atom.end;
      continue;
    }
    const closes = text[at] === mark && at > start && !/\s/.test(text[at - 1]);
    if (closes && !WORD.test(text[at + 1] ?? "")) return at;
    at += 1;
  }
  return -1;
}

/** One line of mrkdwn as a list of nodes. */
function line(text) {
  const nodes = [];
  const neverClosed = new Set();
  let loose = "";
  let at = 0;
  const flush = () => {
    if (loose) nodes.push(unescape(loose));
    loose = "";
  };
  while (at < text.length) {
    const atom = atomAt(text, at);
    if (atom) {
      flush();
      nodes.push(atom.node);
      at = atom.end;
      continue;
    }
    const mark = text[at];
    const opens = Object.hasOwn(MARKS, mark) && !neverClosed.has(mark) && /\S/.test(text[at + 1] ?? " ");
    if (opens && !WORD.test(text[at - 1] ?? "")) {
      const end = closingMark(text, at + 1, mark);
      if (end > 0) {
        flush();
        nodes.push(html`<${MARKS[mark]}>${line(text.slice(at + 1, end))}<//>`);
        at = end + 1;
        continue;
      }
      neverClosed.add(mark);
    }
    loose += mark;
    at += 1;
  }
  flush();
  return nodes;
}

const isQuote = (text) => /^(?:&gt;|>)/.test(text);
const unquote = (text) => text.replace(/^(?:&gt;|>) ?/, "");
const joined = (lines) => lines.flatMap((each, i) => (i ? [html`<br />`, ...line(each)] : line(each)));

/** Neighbouring lines of one kind, quoted or not, belong together. */
function paragraphs(text) {
  const runs = [];
  for (const each of text.split("\n")) {
    const quoted = isQuote(each);
    if (runs.at(-1)?.quoted !== quoted) runs.push({ quoted, lines: [] });
    runs.at(-1).lines.push(quoted ? unquote(each) : each);
  }
  return runs.map(({ quoted, lines }) =>
    quoted ? html`<blockquote>${joined(lines)}</blockquote>` : html`<div>${joined(lines)}</div>`,
  );
}

/** mrkdwn text as nodes. */
export function mrkdwn(text) {
  return text.split(/```\n?/).flatMap((part, i) => {
    if (i % 2) return [html`<pre>${unescape(part.replace(/\n$/, ""))}</pre>`];
    const trimmed = part.replace(i ? /^\n/ : /^$/, "").replace(/\n$/, "");
    return trimmed ? paragraphs(trimmed) : [];
  });
}

/** A Slack text object of either kind. */
export function TextObject({ object }) {
  if (!object) return null;
  if (object.type !== "mrkdwn") return html`<span>${plain(object.text, { emoji: object.emoji !== false })}</span>`;
  return html`<div class="mrkdwn">${mrkdwn(object.text)}</div>`;
}
