// A person or an app as a coloured square with initials. The name always stands beside it, so it is silent.
import { personOf } from "./directory.js";
import { html } from "./vendor/preact-htm.js";

function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "");
}

export function Avatar({ id, name = "", small }) {
  const person = personOf(id) ?? { initials: initials(name), colour: 0 };
  const kind = person.is_bot ? "avatar-app" : `avatar-${(person.colour ?? 0) % 8}`;
  return html`<span class=${`avatar ${kind} ${small ? "avatar-small" : ""}`} aria-hidden="true">
    ${person.initials || initials(person.real_name ?? name)}
  </span>`;
}

/** What a person may do, in the words of the server: "Workspace admin", "Guest" ... */
export function Rights({ person }) {
  return html`<span class="rights">${person.rights.map((right) => html`<span class="right">${right}</span>`)}</span>`;
}
