// What will be posted next: when, where, what.
import { dayKey, dayOf, timeOf } from "./dates.js";
import { Pane } from "./pane.js";
import { html } from "./vendor/preact-htm.js";

export function Upcoming({ upcoming }) {
  const days = Map.groupBy(upcoming, (each) => dayKey(each.at));
  return html`<${Pane} title="What comes next" closing=${{ pane: undefined }}>
    <div class="pane-body" tabindex="0" role="region" aria-label="What comes next, by day">
      ${upcoming.length === 0 && html`<p class="empty">Nothing is planned.</p>`}
      ${[...days.values()].map((sameDay) => html`<section key=${sameDay[0].at} class="coming-day">
        <h3>${dayOf(sameDay[0].at)}</h3>
        <ol>${sameDay.map((each) => html`<li class="coming">
          <time datetime=${each.at}>${timeOf(each.at)}</time>
          <span class="coming-what">${each.what}</span><span class="coming-where">${each.where}</span>
        </li>`)}</ol>
      </section>`)}
    </div>
  <//>`;
}
