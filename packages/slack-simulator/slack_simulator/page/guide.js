// The guided first minute: a few things to try, one click each, and afterwards how to go on.
import { Icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { go, performOrTell } from "./store.js";
import { html, useEffect, useRef, useState } from "./vendor/preact-htm.js";

/** Become the right person in the right channel and do there what the card promises. */
async function run({ as, channel, command, jump, pane, thread }) {
  const there = { ...(as && { as }), ...(channel && { channel }), ...((thread || pane) && { thread: thread ?? undefined }) };
  await go({ ...there, tab: undefined, pane: pane ?? undefined });
  if (jump) await performOrTell({ do: "jump", id: jump });
  if (command) await performOrTell({ do: "send", as, channel, text: command });
}

function Card({ card, number }) {
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    await run(card.then);
    setBusy(false);
  };
  return html`<li class=${`guide-card ${card.done ? "guide-done" : ""}`}>
    <span class="guide-number" aria-hidden="true">${card.done ? html`<${Icon} name="check" />` : number}</span>
    <h3>${card.title}${card.done && html`<span class="hidden"> (done)</span>`}</h3>
    <p>${card.text}</p>
    <button type="button" class=${`button ${card.done ? "" : "primary"}`} disabled=${busy} onClick=${start}>
      ${card.label}</button>
  </li>`;
}

export function Guide({ companion, close }) {
  const { guide, after_guide: after } = companion;
  const cards = useRef(null);
  const next = guide.findIndex((card) => !card.done);
  // Where not all of them have room beside each other, the next one to try is in view.
  useEffect(() => cards.current?.children[next]?.scrollIntoView({ block: "nearest", inline: "center" }), [next]);
  if (!guide.length) return null;
  const finished = after && guide.every((card) => card.done);
  return html`<section class=${`guide ${finished ? "guide-finished" : ""}`} aria-label="Your first minute">
    <header><h2>${finished ? "That was the first minute" : "Your first minute"}</h2>
      <button type="button" class="tool" aria-label="Hide the first minute" title="Hide" onClick=${close}>
        <${Icon} name="close" /></button></header>
    <ol ref=${cards}>${guide.map((card, i) => html`<${Card} key=${card.id} card=${card} number=${i + 1} />`)}</ol>
    ${finished && html`<div class="guide-after mrkdwn">${mrkdwn(after)}</div>`}
  </section>`;
}
