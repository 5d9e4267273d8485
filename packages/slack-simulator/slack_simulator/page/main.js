// The page as a whole: the bar, the list on the left, the channel in the middle, a pane on the right.
import { Announcer } from "./announcer.js";
import { ChannelView } from "./channel.js";
import { ConfirmHost } from "./confirm.js";
import { Modals } from "./dialog.js";
import { channelOf } from "./directory.js";
import { MailPane } from "./mail.js";
import { recall, remember } from "./remembered.js";
import { Sidebar } from "./sidebar.js";
import { perform, place, refresh, useStore } from "./store.js";
import { Thread } from "./thread.js";
import { TimeBar } from "./timebar.js";
import { Upcoming } from "./upcoming.js";
import { html, render, useEffect, useState } from "./vendor/preact-htm.js";

/** Whether the guide was put away; remembered in this browser. */
function useGuideClosed() {
  const [closed, setClosed] = useState(() => recall("guide") === "closed");
  const close = (value) => {
    remember("guide", value ? "closed" : "open");
    setClosed(value);
  };
  return [closed, close];
}

/** Tell the server that what is on the screen has been read. */
function useReading(snapshot) {
  const channel = snapshot && channelOf(snapshot.channel);
  const unread = channel?.unread ?? 0;
  useEffect(() => {
    if (!unread) return undefined;
    const read = () => document.hidden || perform({ do: "read", channel: channel.id });
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [channel?.id, unread]);
}

function RightPane({ snapshot }) {
  const { companion, thread } = snapshot;
  if (companion && place.pane === "next") return html`<${Upcoming} upcoming=${companion.upcoming} />`;
  if (companion && place.pane === "mail") return html`<${MailPane} companion=${companion} />`;
  if (!thread) return null;
  return html`<${Thread} key=${thread.ts} thread=${thread} readOnly=${channelOf(thread.channel)?.archived} />`;
}

function Page() {
  const { snapshot, online } = useStore();
  const [drawer, setDrawer] = useState(false);
  const [guideClosed, setGuideClosed] = useGuideClosed();
  useReading(snapshot);
  useEffect(() => {
    if (snapshot) document.title = `${snapshot.workspace.name} · ${snapshot.me.real_name}`;
  }, [snapshot?.me.id, snapshot?.workspace.name]);
  if (!snapshot) {
    const waiting = online ? "Opening the workspace…" : "Waiting for the local workspace…";
    return html`<p class="loading" role="status">${waiting}</p>`;
  }
  return html`<div class=${`page ${drawer ? "drawer-open" : ""}`}>
    <${TimeBar} snapshot=${snapshot} drawer=${drawer} openDrawer=${() => setDrawer(!drawer)}
      guideClosed=${guideClosed} openGuide=${() => setGuideClosed(false)} />
    ${!online && html`<p class="offline" role="status">The local workspace does not answer. Trying again…</p>`}
    <div class="frame">
      <${Sidebar} snapshot=${snapshot} close=${() => setDrawer(false)} />
      <div class="shade" onClick=${() => setDrawer(false)}></div>
      <${ChannelView} snapshot=${snapshot} guideClosed=${guideClosed} closeGuide=${() => setGuideClosed(true)} />
      <${RightPane} snapshot=${snapshot} />
    </div>
    <${Modals} views=${snapshot.views} notices=${snapshot.notices} />
    <${ConfirmHost} />
    <${Announcer} snapshot=${snapshot} />
  </div>`;
}

render(html`<${Page} />`, document.body);
refresh();
