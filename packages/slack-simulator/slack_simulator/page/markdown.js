// markdown blocks: standard Markdown as Slack's markdown block takes it (headings, lists, tables, code, links).
// Reference: https://docs.slack.dev/reference/block-kit/blocks/markdown-block
import { emoji } from "./emoji.js";
import { Link } from "./inline.js";
import { html } from "./vendor/preact-htm.js";

// One alternative for each kind of thing inside a line; the order decides between "**" and "*".
const INLINE = [
  ["code", /`([^`\n]+)`/y],
  ["link", /!?\[([^\]\n]*)\]\(([^()\s]+)\)/y],
  ["bare", /(https?:\/\/[^\s<>()]*[^\s<>().,;:!?])/y],
  ["strong", /\*\*(?=\S)([^\n]*?\S)\*\*/y],
  ["strong", /__(?=\S)([^\n]*?\S)__(?!\w)/y],
  ["s", /~~(?=\S)([^\n]*?\S)~~/y],
  ["em", /\*(?=\S)([^*\n]*[^\s*])\*/y],
  ["em", /_(?=\S)([^_\n]*[^\s_])_(?!\w)/y],
  ["emoji", /:([a-z0-9_+-]+):/y],
];

function nodeOf(kind, [, first, second]) {
  if (kind === "code") return html`<code>${first}</code>`;
  if (kind === "link") return html`<${Link} url=${second}>${first || second}<//>`;
  if (kind === "bare") return html`<${Link} url=${first}>${first}<//>`;
  if (kind === "emoji") return emoji(first);
  return html`<${kind}>${inline(first)}<//>`;
}

function inline(text) {
  const nodes = [];
  let loose = "";
  let at = 0;
  outer: while (at < text.length) {
    for (const [kind, pattern] of INLINE) {
      if (kind === "em" && /\w/.test(text[at - 1] ?? "")) continue;
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found) continue;
      nodes.push(loose, nodeOf(kind, found));
      loose = "";
      at += found[0].length;
      continue outer;
    }
    loose += text[at] === "\\" && /[\\`*_~[\]()#|>-]/.test(text[at + 1] ?? "") ? text[++at] : text[at];
    at += 1;
  }
  return [...nodes, loose];
}

const cells = (row) => row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
const isTable = (lines) => lines[0].includes("|") && /^[\s|:-]*-[\s|:-]*$/.test(lines[1] ?? "");
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
const isPlain = (text) => text.trim() && !ITEM.test(text) && !/^(?:#{1,6}\s|>|```)/.test(text);

function takeWhile(lines, wanted) {
  const taken = [];
  while (lines.length && wanted(lines[0])) taken.push(lines.shift());
  return taken;
}

function List({ lines }) {
  const items = lines.map((text) => ITEM.exec(text));
  const item = ([, space, , ticked, text]) =>
    html`<li class=${`indent-${Math.min(space.length >> 1, 8)}`}>
      ${ticked === undefined ? "" : ticked === " " ? "☐ " : "☑ "}${inline(text)}
    </li>`;
  if (!/\d/.test(items[0][2])) return html`<ul>${items.map(item)}</ul>`;
  return html`<ol start=${Number.parseInt(items[0][2], 10)}>${items.map(item)}</ol>`;
}

function Table({ lines }) {
  const [head, , ...body] = lines.map(cells);
  return html`<div class="table-frame"><table>
    <thead><tr>${head.map((cell) => html`<th scope="col">${inline(cell)}</th>`)}</tr></thead>
    <tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${inline(cell)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function nextBlock(lines) {
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines[0]);
  if (heading) {
    lines.shift();
    return html`<div class=${`heading heading-${Math.min(heading[1].length, 3)}`} role="heading"
      aria-level=${heading[1].length + 2}>${inline(heading[2])}</div>`;
  }
  if (lines[0].startsWith("```")) {
    lines.shift();
    const code = takeWhile(lines, (text) => !text.startsWith("```"));
    lines.shift();
    return html`<pre>${code.join("\n")}</pre>`;
  }
  if (/^\s*(?:-\s*){3,}$|^\s*(?:\*\s*){3,}$/.test(lines[0])) {
    lines.shift();
    return html`<hr />`;
  }
  if (isTable(lines)) return html`<${Table} lines=${takeWhile(lines, (text) => text.includes("|"))} />`;
  if (ITEM.test(lines[0])) return html`<${List} lines=${takeWhile(lines, (text) => ITEM.test(text))} />`;
  if (lines[0].startsWith(">")) {
    const quoted = takeWhile(lines, (text) => text.startsWith(">")).map((text) => text.replace(/^> ?/, ""));
    return html`<blockquote>${markdown(quoted.join("\n"))}</blockquote>`;
  }
  const paragraph = isPlain(lines[0]) ? takeWhile(lines, isPlain) : [lines.shift()];
  return html`<p>${paragraph.flatMap((text, i) => (i ? [html`<br />`, ...inline(text)] : inline(text)))}</p>`;
}

/** Markdown text as nodes. */
export function markdown(text) {
  const lines = text.split("\n");
  const blocks = [];
  while (lines.length) {
    if (lines[0].trim()) blocks.push(nextBlock(lines));
    else lines.shift();
  }
  return blocks;
}
