// One message as Slack shows it: who, when, what, and what may be done with it.
import { Attachment, Files, Reactions } from "./attachments.js";
import { Avatar } from "./avatar.js";
import { Blocks, Text } from "./blocks.js";
import { askPlainly } from "./confirm.js";
import { dayWithin, fullMoment, timeOf } from "./dates.js";
import { nameOf } from "./directory.js";
import { useForm } from "./formstate.js";
import { Icon } from "./icons.js";
import { MenuButton } from "./menu.js";
import { go, performOrTell, store } from "./store.js";
import { html } from "./vendor/preact-htm.js";

const addressOf = (message) => ({ channel: message.channel, ts: message.ts });

function mayDelete(message) {
  const { me } = store.snapshot;
  return message.user === me.id || me.rights.some((right) => /admin|owner/i.test(right));
}

async function remove(message) {
  const sure = await askPlainly({
    title: "Delete message",
    text: "Do you want to delete this message? This cannot be undone.",
    confirm: "Delete",
    style: "danger",
  });
  if (sure) await performOrTell({ do: "delete", message: addressOf(message) });
}

function menuItems(message) {
  const order = (doing) => performOrTell({ ...doing, message: addressOf(message) });
  if (message.ephemeral) return [{ key: "dismiss", text: "Dismiss message", run: () => order({ do: "delete" }) }];
  const shortcuts = store.snapshot.shortcuts.filter((shortcut) => shortcut.type === "message");
  const items = shortcuts.map((shortcut) => ({
    key: shortcut.callback_id,
    text: shortcut.name,
    detail: shortcut.app ?? store.snapshot.apps[0]?.name,
    run: () => order({ do: "shortcut", callback_id: shortcut.callback_id }),
  }));
  if (mayDelete(message)) {
    items.push({ key: "delete", text: "Delete message…", danger: true, run: () => remove(message) });
  }
  return items;
}

function Toolbar({ message, inThread }) {
  const items = menuItems(message);
  const reply = () => go({ thread: message.thread_ts ?? message.ts, pane: undefined });
  if (message.deleted) return null;
  return html`<div class="toolbar">
    ${!message.ephemeral && !inThread && html`<button type="button" class="tool" aria-label="Reply in thread"
      title="Reply in thread" onClick=${reply}><${Icon} name="reply" /></button>`}
    ${items.length > 0 && html`<${MenuButton} label="More actions" className="tool" items=${items}>
      <${Icon} name="more" /><//>`}
  </div>`;
}

function Head({ message }) {
  return html`<div class="message-head">
    <span class="author">${message.name || nameOf(message.user)}</span>
    ${message.bot && html`<span class="badge">APP</span>`}
    <time class="when" datetime=${message.time} title=${fullMoment(message.time)}>${timeOf(message.time)}</time>
  </div>`;
}

function Replies({ message }) {
  const { count, users, latest } = message.replies;
  const open = () => go({ thread: message.ts, pane: undefined });
  const moment = new Date(Number(latest) * 1000).toISOString();
  return html`<button type="button" class="replies" onClick=${open}>
    <span class="faces">${users.slice(0, 4).map((id) => html`<${Avatar} key=${id} id=${id} small />`)}</span>
    <span class="replies-count">${count} ${count === 1 ? "reply" : "replies"}</span>
    ${latest && html`<span class="replies-last">Last reply ${dayWithin(moment)} at ${timeOf(moment)}</span>`}
  </button>`;
}

function BroadcastLine({ message, inThread }) {
  if (inThread) return html`<div class="above">also sent to the channel</div>`;
  const open = () => go({ thread: message.thread_ts, pane: undefined });
  return html`<div class="above">replied to a thread
    <button type="button" class="link" onClick=${open}>View the thread</button></div>`;
}

function Body({ message }) {
  const blocks = message.blocks ?? [];
  const form = useForm(message.state);
  if (message.deleted) return html`<p class="gone">This message was deleted.</p>`;
  const surface = { target: { message: addressOf(message) }, form };
  return html`<div class="message-body">
    ${blocks.length ? html`<${Blocks} blocks=${blocks} surface=${surface} />` : html`<${Text} text=${message.text} />`}
    ${message.edited && html`<small class="edited">(edited)</small>`}
    ${message.attachments?.map((attachment) => html`<${Attachment} attachment=${attachment} surface=${surface} />`)}
    ${message.files?.length > 0 && html`<${Files} files=${message.files} />`}
    ${message.reactions?.length > 0 && html`<${Reactions} reactions=${message.reactions} />`}
  </div>`;
}

/** @param follows whether it continues what the same author just said, so that name and picture are left out */
export function Message({ message, follows, inThread }) {
  const kind = `message ${follows ? "message-follows" : ""} ${message.ephemeral ? "message-private" : ""}`;
  return html`<li class=${kind} data-ts=${message.ts}>
    ${message.ephemeral && html`<div class="only-you"><${Icon} name="eye" /> Only visible to you</div>`}
    <div class="gutter">${follows
      ? html`<time class="when" datetime=${message.time} title=${fullMoment(message.time)}>${timeOf(message.time)}</time>`
      : html`<${Avatar} id=${message.user} name=${message.name} />`}</div>
    <div class="message-main">
      ${follows ? html`<span class="hidden">${message.name || nameOf(message.user)}</span>`
        : html`<${Head} message=${message} />`}
      ${message.broadcast && html`<${BroadcastLine} message=${message} inThread=${inThread} />`}
      <${Body} message=${message} />
      ${message.replies?.count > 0 && !inThread && html`<${Replies} message=${message} />`}
    </div>
    <${Toolbar} message=${message} inThread=${inThread} />
  </li>`;
}
