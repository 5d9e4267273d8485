// The middle of the page: one channel or direct message, or an app's Home.
import { Composer } from "./composer.js";
import { appOfChannel, channelName, channelOf, isDirect } from "./directory.js";
import { Guide } from "./guide.js";
import { Home } from "./home.js";
import { Icon } from "./icons.js";
import { MessageList } from "./messages.js";
import { Notices } from "./notices.js";
import { atHome } from "./sidebar.js";
import { go } from "./store.js";
import { html } from "./vendor/preact-htm.js";

const SIGNS = { channel: "#", dm: "" };

function Tabs({ app }) {
  const tab = (name, text) => {
    const current = (name === "home") === atHome(app);
    return html`<button type="button" class="tab" aria-current=${current ? "page" : undefined}
      onClick=${() => go({ tab: name })}>${text}</button>`;
  };
  return html`<div class="tabs" role="group" aria-label=${app.name}>
    ${tab("home", "Home")}${tab("messages", "Messages")}</div>`;
}

function Beginning({ channel, title }) {
  return html`<div class="beginning">
    <h2>${title}</h2>
    <p>${isDirect(channel)
      ? html`This is the very beginning of your direct messages with <strong>${title}</strong>.`
      : html`This is the very beginning of <strong>${title}</strong>.`}</p>
  </div>`;
}

export function ChannelView({ snapshot, guideClosed, closeGuide }) {
  const channel = channelOf(snapshot.channel);
  if (!channel) return html`<main class="panel"><p class="empty">There is no channel for you here yet.</p></main>`;
  const app = appOfChannel(channel.id);
  const name = channelName(channel);
  const title = `${SIGNS[channel.kind] ?? ""}${name}`;
  const write = isDirect(channel) ? `Message ${name}` : `Message #${name}`;
  const { companion } = snapshot;
  return html`<main class="panel">
    <header class="panel-head">
      <h1>${channel.kind === "private" && html`<${Icon} name="lock" />`}${title}
        ${app && html`<span class="badge">APP</span>`}</h1>
      ${app?.has_home && html`<${Tabs} app=${app} />`}
    </header>
    ${companion && !guideClosed && html`<${Guide} companion=${companion} close=${closeGuide} />`}
    ${atHome(app)
      ? html`<${Home} key=${snapshot.me.id} view=${snapshot.home} app=${app} me=${snapshot.me} />
          <${Notices} notices=${snapshot.notices} />`
      : html`<${MessageList} key=${`${snapshot.me.id} ${channel.id}`} label=${`Messages in ${title}`}
            messages=${snapshot.messages} above=${html`<${Beginning} channel=${channel} title=${title} />`} />
          <${Notices} notices=${snapshot.notices} />
          ${channel.archived
            ? html`<p class="archived">This channel is archived: it can be read, but nothing can be added.</p>`
            : html`<${Composer} channel=${channel.id} label=${write} />`}`}
  </main>`;
}
