// The right-hand pane in which a thread, the list of what comes next, or the mail is shown. Esc closes it.
import { Icon } from "./icons.js";
import { go } from "./store.js";
import { html } from "./vendor/preact-htm.js";

/** @param closing what to change of the tab's place to close it */
export function Pane({ title, detail, closing, children }) {
  const onKey = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) go(closing);
  };
  return html`<aside class="pane" aria-label=${title} onKeyDown=${onKey}>
    <header class="pane-head">
      <h2>${title}</h2>${detail && html`<span class="pane-detail">${detail}</span>`}
      <button type="button" class="tool" aria-label=${`Close: ${title}`} title="Close" onClick=${() => go(closing)}>
        <${Icon} name="close" /></button>
    </header>
    ${children}
  </aside>`;
}
