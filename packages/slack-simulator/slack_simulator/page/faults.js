// Troubles on demand: what can go wrong between an app and Slack, let loose from the page to see how the app bears it.
import { Icon } from "./icons.js";
import { MenuButton } from "./menu.js";
import { performOrTell } from "./store.js";
import { html } from "./vendor/preact-htm.js";

/** @param faults [{id, label}] as the server offers them for the open channel */
export function Faults({ faults }) {
  const items = faults.map(({ id, label }) => ({
    key: id,
    text: label,
    run: () => performOrTell({ do: "fault", id }),
  }));
  return html`<${MenuButton} label="Let something go wrong" className="bar-icon" items=${items}>
    <${Icon} name="bolt" />
  <//>`;
}
