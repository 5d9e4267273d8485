// Tells screen readers of messages that come in while the page is open.
import { nameOf } from "./directory.js";
import { spoken } from "./inline.js";
import { store } from "./store.js";
import { html, useEffect, useRef, useState } from "./vendor/preact-htm.js";

export function Announcer({ snapshot }) {
  const seen = useRef({ place: "", ids: new Set() });
  const [said, setSaid] = useState("");
  useEffect(() => {
    const shown = [...snapshot.messages, ...(snapshot.thread?.messages ?? [])];
    const place = `${snapshot.me.id} ${snapshot.channel} ${snapshot.thread?.ts}`;
    const fresh = shown.filter((message) => !seen.current.ids.has(message.id) && message.user !== store.snapshot.me.id);
    if (place === seen.current.place && fresh.length) {
      const { name, user, text, ephemeral } = fresh.at(-1);
      setSaid(`${name || nameOf(user)}${ephemeral ? ", only visible to you" : ""}: ${spoken(text)}`);
    }
    seen.current = { place, ids: new Set(shown.map((message) => message.id)) };
  }, [snapshot]);
  return html`<div class="hidden" role="log" aria-live="polite" aria-label="New messages">${said}</div>`;
}
