// The bar over the workspace: what Slack does not have. Without a companion only the name and the colours are there.
import { momentOf, timeOf } from "./dates.js";
import { askPlainly } from "./confirm.js";
import { Faults } from "./faults.js";
import { Icon } from "./icons.js";
import { go, performOrTell, place } from "./store.js";
import { ThemeSwitch } from "./theme.js";
import { html, useState } from "./vendor/preact-htm.js";

const DATE = { weekday: "short", day: "numeric", month: "short", year: "numeric" };

function Now({ companion }) {
  const date = new Date(companion.now);
  return html`<div class="now">
    <time class="now-date" datetime=${companion.now}>
      ${new Intl.DateTimeFormat(undefined, DATE).format(date)} <span class="now-time">${timeOf(companion.now)}</span>
    </time>
    <span class="now-label">${companion.label}</span>
  </div>`;
}

function Jumps({ companion }) {
  const [busy, setBusy] = useState("");
  const jump = async (id) => {
    setBusy(id);
    await performOrTell({ do: "jump", id });
    setBusy("");
  };
  const { paused } = companion;
  const pause = paused ? "Let time go on" : "Pause";
  return html`<div class="jumps" role="group" aria-label="Move time on">
    ${companion.jumps.map(({ id, label }) => html`<button key=${id} type="button" class="jump" disabled=${Boolean(busy)}
      aria-busy=${busy === id} onClick=${() => jump(id)}>${label}</button>`)}
    ${paused !== null && html`<button type="button" class="jump" aria-pressed=${paused}
      onClick=${() => performOrTell({ do: "pause", paused: !paused })}>
      <${Icon} name=${paused ? "play" : "pause"} />${pause}</button>`}
  </div>`;
}

const openPane = (pane) => () => go(place.pane === pane ? { pane: undefined } : { pane, thread: undefined });

function NextButton({ upcoming }) {
  const [first] = upcoming;
  const what = first ? `${first.what} · ${first.where} · ${momentOf(first.at)}` : "nothing planned";
  return html`<button type="button" class="bar-next" aria-expanded=${place.pane === "next"} onClick=${openPane("next")}>
    <${Icon} name="clock" /><span class="bar-next-word">Next</span>
    <span class="bar-next-what">${what}</span>
  </button>`;
}

function BarIcon({ icon, label, pane, count }) {
  return html`<button type="button" class="bar-icon" aria-label=${count ? `${label}: ${count}` : label} title=${label}
    aria-expanded=${place.pane === pane} onClick=${openPane(pane)}>
    <${Icon} name=${icon} />${count > 0 && html`<span class="bar-count" aria-hidden="true">${count}</span>`}</button>`;
}

async function startOver() {
  const sure = await askPlainly({
    title: "Start over",
    text: "The story begins again from its first day. Everything that happened in this workspace is forgotten.",
    confirm: "Start over",
    style: "danger",
  });
  if (sure) await performOrTell({ do: "start_over" });
}

export function TimeBar({ snapshot, openDrawer, drawer, guideClosed, openGuide }) {
  const { companion, workspace } = snapshot;
  return html`<header class="bar">
    <button type="button" class="bar-icon bar-menu" aria-label="Channels and people" aria-expanded=${drawer}
      aria-controls="sidebar" onClick=${openDrawer}><${Icon} name="menu" /></button>
    ${companion ? html`<${Now} companion=${companion} />` : html`<div class="now">
      <span class="now-date">${workspace.name}</span><span class="now-label">Local workspace</span></div>`}
    ${companion && html`<${Jumps} companion=${companion} />`}
    ${companion && html`<${NextButton} upcoming=${companion.upcoming} />`}
    <div class="bar-end">
      ${companion?.guide.length > 0 && guideClosed && html`<button type="button" class="bar-icon"
        aria-label="Show the first minute" title="Show the first minute" onClick=${openGuide}>
        <${Icon} name="guide" /></button>`}
      ${companion && html`<${BarIcon} icon="mail" label="Mail" pane="mail" count=${companion.mail.length} />`}
      <${Faults} faults=${snapshot.faults} />
      ${companion && html`<button type="button" class="bar-icon" aria-label="Start over" title="Start over"
        onClick=${startOver}><${Icon} name="restart" /></button>`}
      <${ThemeSwitch} />
    </div>
  </header>`;
}
