// A list of messages, oldest first: days divided, one author's messages drawn together, kept at its newest end.
import { dayKey, dayOf } from "./dates.js";
import { Message } from "./message.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";

const TOGETHER_MS = 5 * 60_000;
const NEAR_END_PX = 80;
/** How many messages are drawn at first, and how many more each time that earlier ones are asked for. */
const AT_ONCE = 100;

function follows(message, before) {
  return Boolean(before)
    && before.user === message.user
    && before.name === message.name
    && before.ephemeral === message.ephemeral
    && !message.broadcast
    && !before.deleted
    && dayKey(before.time) === dayKey(message.time)
    && Date.parse(message.time) - Date.parse(before.time) < TOGETHER_MS;
}

/** Messages from the first of these on, and day dividers, in the order in which they are drawn. */
function rows(messages, first, inThread) {
  return messages.slice(first).flatMap((message, i) => {
    const before = i ? messages[first + i - 1] : undefined;
    const newDay = !before || dayKey(before.time) !== dayKey(message.time);
    const row = html`<${Message} key=${message.id} message=${message} inThread=${inThread}
      follows=${follows(message, before)} />`;
    if (!newDay || inThread) return [row];
    const day = dayOf(message.time);
    return [html`<li key=${`day-${dayKey(message.time)}`} class="day" ><span>${day}</span></li>`, row];
  });
}

/** Keep a scrolling element at its end while the reader is there; elsewhere nothing moves under the reader. */
function useStayAtEnd(count) {
  const frame = useRef(null);
  const atEnd = useRef(true);
  const [missed, setMissed] = useState(false);
  const toEnd = () => {
    frame.current.scrollTop = frame.current.scrollHeight;
    setMissed(false);
  };
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setMissed(true);
  }, [count]);
  useEffect(() => {
    const sizes = new ResizeObserver(() => atEnd.current && toEnd());
    sizes.observe(frame.current);
    sizes.observe(frame.current.firstElementChild);
    return () => sizes.disconnect();
  }, []);
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = frame.current;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (atEnd.current) setMissed(false);
  };
  return { frame, onScroll, missed, toEnd };
}

/** Draw the newest messages, and earlier ones once they are asked for: what the reader looks at stays in its place. */
function useEarlier(count, frame) {
  const [from, setFrom] = useState(Math.max(0, count - AT_ONCE));
  const below = useRef(null);
  const earlier = () => {
    below.current = frame.current.scrollHeight - frame.current.scrollTop;
    setFrom(Math.max(0, from - AT_ONCE));
  };
  useLayoutEffect(() => {
    if (below.current !== null) frame.current.scrollTop = frame.current.scrollHeight - below.current;
  }, [from]);
  return { first: Math.min(from, Math.max(0, count - AT_ONCE)), earlier };
}

/**
 * @param label what the list is, for screen readers @param above what stands over the first message
 */
export function MessageList({ label, messages, inThread = false, above }) {
  const { frame, onScroll, missed, toEnd } = useStayAtEnd(messages.length);
  const { first, earlier } = useEarlier(messages.length, frame);
  return html`<div class="list-holder">
    <div class="list-frame" ref=${frame} onScroll=${onScroll} tabindex="0" role="region" aria-label=${label}>
      <div class="list-inside">
        ${first ? html`<button type="button" class="earlier" onClick=${earlier}>Earlier messages</button>` : above}
        <ol class="list">${rows(messages, first, inThread)}</ol>
      </div>
    </div>
    ${missed && html`<button type="button" class="newer" onClick=${toEnd}>New messages below</button>`}
  </div>`;
}
