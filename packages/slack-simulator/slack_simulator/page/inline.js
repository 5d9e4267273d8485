// The small things inside a line that every kind of text shares: links, mentions, dates, plain text.
// All of it becomes nodes; text from people is never parsed as HTML.
import { dateToken } from "./dates.js";
import { groupOf, channelOf, nameOf, personOf } from "./directory.js";
import { withEmoji } from "./emoji.js";
import { go, store } from "./store.js";
import { html } from "./vendor/preact-htm.js";

const SAFE_SCHEMES = ["http:", "https:", "mailto:"];
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Slack escapes these three characters and no others. */
export const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** The address if it may be followed from here, else null ("javascript:" and its like). */
export function safeUrl(url) {
  try {
    const parsed = new URL(unescape(url));
    return SAFE_SCHEMES.includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Where a permalink (/archives/C123/p1700000000000100) leads inside this page, or null for any other address. */
function placeOfPermalink(url) {
  const found = /^\/archives\/(\w+)(?:\/p(\d{10})(\d{6}))?$/.exec(new URL(url).pathname);
  if (!found || !channelOf(found[1])) return null;
  const thread = new URL(url).searchParams.get("thread_ts") ?? (found[2] && `${found[2]}.${found[3]}`);
  return { channel: found[1], thread: thread || undefined };
}

export function Link({ url, children }) {
  const href = safeUrl(url);
  if (!href) return html`<span>${children}</span>`;
  const inside = placeOfPermalink(href);
  const follow = (event) => {
    event.preventDefault();
    go(inside);
  };
  return html`<a href=${href} target="_blank" rel="noopener noreferrer" onClick=${inside && follow}>${children}</a>`;
}

export function UserMention({ id, label }) {
  const mine = id === store.snapshot?.me.id;
  const name = personOf(id) ? nameOf(id) : label || id;
  return html`<span class=${`mention ${mine ? "mention-me" : ""}`}>@${name}</span>`;
}

export function ChannelMention({ id, label }) {
  const channel = channelOf(id);
  if (!channel) return html`<span class="mention">#${label || "private channel"}</span>`;
  return html`<button type="button" class="mention mention-link" onClick=${() => go({ channel: id })}>
    #${channel.name}
  </button>`;
}

export function GroupMention({ id, label }) {
  const handle = groupOf(id)?.handle ?? (label || "group").replace(/^@/, "");
  return html`<span class="mention">@${handle}</span>`;
}

/** @channel, @here and @everyone reach the reader, so they stand out like a mention of the reader. */
export const Broadcast = ({ range }) => html`<span class="mention mention-me">@${range}</span>`;

export function DateText({ seconds, format, fallback, url }) {
  const text = dateToken(Number(seconds), format, fallback);
  return url ? html`<${Link} url=${url}>${text}<//>` : html`<time title=${fallback}>${text}</time>`;
}

/** mrkdwn as it would be read aloud: names for ids, labels for links and dates. */
export function spoken(text) {
  const tokens = text.replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, sign, target, label) => {
    if (label) return sign === "#" ? `#${label}` : label;
    if (sign === "@") return nameOf(target);
    return sign === "#" ? `#${channelOf(target)?.name ?? "channel"}` : target;
  });
  return unescape(tokens.replace(/:[a-z0-9_+-]+:|[*_~`]/g, "")).trim();
}

/** Plain text with line breaks kept; emoji names are replaced unless emoji is false. */
export function plain(text, { emoji = true } = {}) {
  const shown = emoji ? withEmoji(text) : text;
  return shown.split("\n").flatMap((line, i) => (i ? [html`<br />`, line] : [line]));
}

