// Being somebody else: every person of the workspace, with what each may do.
import { Avatar, Rights } from "./avatar.js";
import { Icon } from "./icons.js";
import { MenuButton } from "./menu.js";
import { go } from "./store.js";
import { html } from "./vendor/preact-htm.js";

function Card({ person }) {
  return html`<span class="person">
    <${Avatar} id=${person.id} />
    <span class="person-text"><span class="person-name">${person.real_name}</span>
      ${person.title && html`<span class="person-title">${person.title}</span>`}
      <${Rights} person=${person} /></span>
  </span>`;
}

export function PersonSwitcher({ me, people }) {
  const items = people.filter((person) => !person.is_bot).map((person) => ({
    key: person.id,
    checked: person.id === me.id,
    text: html`<${Card} person=${person} />`,
    run: () => go({ as: person.id }),
  }));
  return html`<${MenuButton} label="Be somebody else" className="switcher" items=${items} align="start" named>
    <span class="hidden">You are </span><${Card} person=${me} /><${Icon} name="down" />
  <//>`;
}
