// What Slack itself says, such as "/live failed because the app did not respond"; and what did not work here.
import { Icon } from "./icons.js";
import { forgetFailure, performOrTell, store } from "./store.js";
import { html } from "./vendor/preact-htm.js";

function Notice({ text, dismiss }) {
  return html`<div class="notice">
    <${Icon} name="alert" /><span>${text}</span>
    <button type="button" class="tool" aria-label="Dismiss" title="Dismiss" onClick=${dismiss}>
      <${Icon} name="close" /></button>
  </div>`;
}

export function Notices({ notices, withFailure = true }) {
  const dismiss = (notice) => () => performOrTell({ do: "dismiss", notice: notice.id });
  return html`<div class="notices" role="alert">
    ${notices.map((notice) => html`<${Notice} key=${notice.id} text=${notice.text} dismiss=${dismiss(notice)} />`)}
    ${withFailure && store.failure && html`<${Notice} key="failure" text=${store.failure} dismiss=${forgetFailure} />`}
  </div>`;
}
