// The list on the left: who I am, channels, direct messages, apps. On a phone it slides in over the page.
import { Avatar } from "./avatar.js";
import { channelName, isDirect } from "./directory.js";
import { Icon } from "./icons.js";
import { go, place } from "./store.js";
import { PersonSwitcher } from "./switcher.js";
import { html } from "./vendor/preact-htm.js";

function Badge({ channel }) {
  const count = isDirect(channel) ? channel.unread : channel.mentions;
  if (!count) return null;
  return html`<span class="count">${count}<span class="hidden"> new</span></span>`;
}

function Entry({ channel, current, open, children }) {
  return html`<li><button type="button" class=${`entry ${channel?.unread ? "entry-unread" : ""}`}
    aria-current=${current ? "page" : undefined} onClick=${open}>
    ${children}
    ${channel?.unread > 0 && html`<span class="hidden"> (unread)</span>`}
    ${channel && html`<${Badge} channel=${channel} />`}
  </button></li>`;
}

function Section({ title, children }) {
  if (!children.length) return null;
  return html`<section><h2>${title}</h2><ul>${children}</ul></section>`;
}

export function Sidebar({ snapshot, close }) {
  const { workspace, me, people, channels, apps } = snapshot;
  const open = (to) => () => {
    go({ tab: undefined, pane: undefined, ...to });
    close();
  };
  const entry = (channel, picture) => html`<${Entry} key=${channel.id} channel=${channel}
    current=${channel.id === snapshot.channel} open=${open({ channel: channel.id })}>
    ${picture}<span class="entry-name">${channelName(channel)}</span>
    ${channel.archived && html`<small>archived</small>`}<//>`;
  const sign = (channel) => html`<span class="sign" aria-hidden="true">
    ${channel.kind === "private" ? html`<${Icon} name="lock" />` : "#"}</span>`;
  const isApp = (channel) => apps.some((app) => app.channel === channel.id);
  const app = (each) => {
    const channel = channels.find((one) => one.id === each.channel);
    return html`<${Entry} key=${each.id} channel=${channel} current=${each.channel === snapshot.channel}
      open=${open({ channel: each.channel, tab: each.has_home && !channel?.unread ? "home" : "messages" })}>
      <${Avatar} id=${each.bot_user_id} name=${each.name} small /><span class="entry-name">${each.name}</span>
      ${!each.connected && html`<small>not connected</small>`}<//>`;
  };
  return html`<nav class="sidebar" id="sidebar" aria-label="Workspace"
    onKeyDown=${(event) => event.key === "Escape" && close()}>
    <div class="workspace-name">${workspace.name}</div>
    <${PersonSwitcher} me=${me} people=${people} />
    <div class="entries">
      <${Section} title="Channels">${channels.filter((each) => !isDirect(each))
        .map((each) => entry(each, sign(each)))}<//>
      <${Section} title="Direct messages">${channels.filter((each) => isDirect(each) && !isApp(each))
        .map((each) => entry(each, each.kind === "dm" && html`<${Avatar} id=${each.with} small />`))}<//>
      <${Section} title="Apps">${apps.map(app)}<//>
    </div>
  </nav>`;
}

/** Whether the tab looks at the Home of the app whose direct messages are open. */
export const atHome = (app) => Boolean(app?.has_home) && place.tab === "home";
