// What this browser tab knows: the server's latest snapshot, and the place in it where the tab is looking.
//
// The server alone decides what is true. Every change it reports (server-sent events) makes the tab fetch
// /page/state anew; nothing is guessed ahead of the answer. The place stands in the address after the "#",
// so that a reload keeps it and two tabs can be two people.
import { useEffect, useState } from "./vendor/preact-htm.js";

/** {as, channel, thread, tab, pane}: person, channel, ts of the open thread, "home" or "messages", "next" or "mail". */
export const place = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

/** snapshot: the last /page/state or null. online: whether the server answers. failure: what to tell the person. */
export const store = { snapshot: null, online: true, failure: "" };

const listeners = new Set();
let stream = null;
let streamFor = null;
let fetching = null;
let fetchAgain = false;

function changed() {
  for (const listener of listeners) listener({});
}

/** Re-render the calling component whenever the snapshot or the place changes. */
export function useStore() {
  const [, render] = useState({});
  useEffect(() => {
    listeners.add(render);
    return () => listeners.delete(render);
  }, []);
  return store;
}

function query(values) {
  const known = Object.entries(values).filter(([, value]) => value);
  return new URLSearchParams(Object.fromEntries(known)).toString();
}

function rememberPlace() {
  history.replaceState(null, "", `#${query(place)}`);
}

async function fetchSnapshot() {
  const asked = query({ as: place.as, channel: place.channel, thread: place.thread });
  const response = await fetch(`/page/state?${asked}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`/page/state answered ${response.status}`);
  const snapshot = await response.json();
  if (asked !== query({ as: place.as, channel: place.channel, thread: place.thread })) {
    fetchAgain = true; // the tab has gone elsewhere meanwhile
    return;
  }
  store.snapshot = snapshot;
  store.online = true;
  place.as = snapshot.me.id;
  place.channel = snapshot.channel;
  if (!snapshot.thread) delete place.thread;
  rememberPlace();
  listen();
}

/** Fetch the snapshot; calls that come while one is under way end in one more fetch, not in many. */
export function refresh() {
  if (fetching) {
    fetchAgain = true;
    return fetching;
  }
  fetching = (async () => {
    do {
      fetchAgain = false;
      try {
        await fetchSnapshot();
      } catch {
        store.online = false;
        setTimeout(refresh, 1000);
      }
    } while (fetchAgain);
    fetching = null;
    changed();
  })();
  return fetching;
}

/** Hear of changes. EventSource connects again by itself; only a refusal for good makes us open a new one. */
function listen() {
  if (stream && streamFor === place.as && stream.readyState !== EventSource.CLOSED) return;
  stream?.close();
  if (document.hidden) return;
  streamFor = place.as;
  const opened = new EventSource(`/page/events?${query({ as: place.as })}`);
  stream = opened;
  opened.onopen = refresh;
  opened.addEventListener("changed", refresh);
  opened.onerror = () => {
    if (stream !== opened) return;
    store.online = false;
    changed();
    if (opened.readyState === EventSource.CLOSED) setTimeout(refresh, 1000);
  };
}

/** Look elsewhere: another person, channel, thread or tab. A new person or channel closes the thread. */
export function go(to) {
  const moved = (to.as && to.as !== place.as) || (to.channel && to.channel !== place.channel);
  if (moved) Object.assign(place, { thread: undefined, tab: undefined });
  Object.assign(place, to);
  store.failure = "";
  rememberPlace();
  changed();
  return refresh();
}

async function post(order) {
  try {
    const response = await fetch("/page/do", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: place.as, ...order }),
    });
    const answer = await response.json();
    if (!answer.ok) return { ok: false, error: answer.error || "That did not work." };
    return answer;
  } catch {
    return { ok: false, error: "The local workspace does not answer. It may have been stopped." };
  } finally {
    refresh();
  }
}

const IN_ORDER = ["act", "submit", "close"];
let before = Promise.resolve();

/**
 * Ask the server to do something as the person of this tab. What is done in forms arrives there in the order in
 * which it was done: a field's value before the press of the button beside it.
 * @returns {Promise<{ok: boolean, error?: string}>} the error is a sentence for the person.
 */
export function perform(order) {
  if (!IN_ORDER.includes(order.do)) return post(order);
  before = before.then(() => post(order));
  return before;
}

/** perform(), for things that have no place of their own to show an error: it is shown above the composer. */
export async function performOrTell(order) {
  const answer = await perform(order);
  store.failure = answer.ok ? "" : answer.error;
  changed();
  return answer;
}

export function forgetFailure() {
  store.failure = "";
  changed();
}

/** Choices of an external select, as the app gives them for what was typed. */
export async function fetchOptions(asked) {
  const response = await fetch(`/page/options?${query({ as: place.as, ...asked })}`);
  if (!response.ok) return { options: [] };
  return response.json();
}

// A browser keeps only six connections to one server: a tab that nobody sees gives its own back.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) stream?.close();
  else refresh();
});

window.addEventListener("hashchange", () => {
  const named = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  for (const key of ["as", "channel", "thread", "tab", "pane"]) place[key] = named[key];
  changed();
  refresh();
});
