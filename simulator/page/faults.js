// Troubles on demand: what can go wrong between an app and Slack, let loose from the page to see how the app bears it.
import { channelOf } from "./directory.js";
import { Icon } from "./icons.js";
import { MenuButton } from "./menu.js";
import { performOrTell } from "./store.js";
import { html } from "./vendor/preact-htm.js";

const NEXT_CALL = [
  ["ratelimited", "Answer 429", "Too many requests; come back in 5 seconds"],
  ["server_error_html", "Answer 500", "With a page of HTML instead of JSON"],
  ["unavailable_text", "Answer 503", "With plain text"],
  ["broken_json", "Answer with broken JSON", "After the call was carried out"],
  ["latency", "Answer late", "After 5 seconds"],
  ["dropped_before", "Drop the connection", "Before the call is carried out"],
  ["dropped_after", "Drop the connection late", "After the call was carried out"],
];

function itemsFor(channel) {
  const order = (kind, more = {}) => () => performOrTell({ do: "fault", kind, ...more });
  const items = NEXT_CALL.map(([kind, text, detail]) => ({ key: kind, text, detail, run: order(kind, { seconds: 5 }) }));
  items.push(
    { key: "socket_cut", text: "Cut the socket", detail: "The app has to connect again", run: order("socket_cut") },
    { key: "revoke", text: "Revoke the token", run: order("revoke") },
    { key: "restore", text: "Give the token back", run: order("restore") },
  );
  if (channel && channel.kind !== "dm") {
    const here = { channel: channel.id };
    items.push(
      channel.archived
        ? { key: "unarchive", text: `Bring #${channel.name} back`, run: order("unarchive", here) }
        : { key: "archive", text: `Archive #${channel.name}`, run: order("archive", here) },
      { key: "remove_bot", text: `Remove the app from #${channel.name}`, run: order("remove_bot", here) },
      { key: "invite_bot", text: `Invite the app to #${channel.name}`, run: order("invite_bot", here) },
    );
  }
  items.push({ key: "clear", text: "Call everything off", detail: "What has not struck yet", run: order("clear") });
  return items;
}

/** @param channel id of the open channel, which some troubles are about */
export function Faults({ channel }) {
  return html`<${MenuButton} label="Let something go wrong" className="bar-icon" items=${itemsFor(channelOf(channel))}>
    <${Icon} name="bolt" />
  <//>`;
}
