// A field that chooses from a list by typing or with the arrow keys: all of Slack's select menus.
// Keyboard as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
import { Icon } from "./icons.js";
import { usePopup } from "./popup.js";
import { html, useEffect, useRef, useState } from "./vendor/preact-htm.js";

let count = 0;
const label = (option) => option.text.text;
const holds = (text, part) => text.toLowerCase().includes(part.trim().toLowerCase());

/** The groups that remain when only what was typed is wanted; for outside choices the app itself has chosen. */
function matching(groups, query) {
  const kept = groups.map((group) => ({
    ...group,
    options: group.options.filter((option) => holds(label(option), query)),
  }));
  return kept.filter((group) => group.options.length);
}

/** Groups for the query: given ones, or those that `load` fetches while the list is open. */
function useGroups({ groups, load, open, query }) {
  const [loaded, setLoaded] = useState({ groups: [], waiting: true });
  useEffect(() => {
    if (!load || !open) return undefined;
    let wanted = true;
    const typed = setTimeout(async () => {
      const found = await load(query);
      if (wanted) setLoaded({ groups: found, waiting: false });
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(typed);
    };
  }, [open, query]);
  return load ? loaded : { groups: matching(groups, query), waiting: false };
}

function Chip({ option, remove }) {
  return html`<span class="chip">${label(option)}
    <button type="button" aria-label=${`Remove ${label(option)}`} onClick=${remove}><${Icon} name="close" /></button>
  </span>`;
}

/**
 * @param groups [{label?, options: [Slack option]}]; or `load(query)` returning a promise of them
 * @param selected the chosen options @param many whether several may be chosen, at most `max`
 * @param onChange(options) called at each choice @param onClose called when the list is left
 * @param field attributes of the input: id, aria-label, aria-describedby, aria-invalid, disabled
 */
export function Select({ groups = [], load, selected, many, max, placeholder, onChange, onClose, clearable, field }) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const listId = useRef(`list-${(count += 1)}`).current;
  const input = useRef(null);
  const shut = () => {
    if (!open) return;
    setOpen(false);
    setQuery("");
    onClose?.();
  };
  const { anchor, popup } = usePopup(open, shut);
  const found = useGroups({ groups, load, open, query });
  const choices = found.groups.flatMap((group) => group.options);
  const isChosen = (option) => selected.some((each) => each.value === option.value);
  useEffect(() => {
    popup.current?.querySelector("[data-at=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, open]);

  const show = () => {
    setAt(Math.max(0, choices.findIndex(isChosen)));
    setOpen(true);
  };
  const choose = (option) => {
    setQuery("");
    if (!many) {
      onChange([option]);
      setOpen(false);
    } else if (isChosen(option)) onChange(selected.filter((each) => each.value !== option.value));
    else if (!max || selected.length < max) onChange([...selected, option]);
    input.current.focus();
  };
  const keys = {
    ArrowDown: () => (open ? setAt(Math.min(at + 1, choices.length - 1)) : show()),
    ArrowUp: () => (open ? setAt(Math.max(at - 1, 0)) : show()),
    Enter: () => (open && choices[at] ? choose(choices[at]) : open || show()),
    Escape: open && shut,
    Backspace: many && !query && selected.length && (() => onChange(selected.slice(0, -1))),
  };
  const onKey = (event) => {
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  const optionRow = (option) => {
    const index = choices.indexOf(option);
    return html`<div key=${option.value} id=${`${listId}-${index}`} role="option" class="option"
      aria-selected=${isChosen(option)} data-at=${index === at} onPointerMove=${() => setAt(index)}
      onMouseDown=${(event) => event.preventDefault()} onClick=${() => choose(option)}>
      <span>${label(option)}${option.description && html`<small>${option.description.text}</small>`}</span>
      ${isChosen(option) && html`<${Icon} name="check" />`}
    </div>`;
  };
  const nothing = found.waiting ? "Loading…" : "Nothing found";
  return html`<span class=${`select ${many ? "select-many" : ""}`} ref=${anchor}>
    ${many && selected.map((option) => html`<${Chip} key=${option.value} option=${option}
      remove=${() => (onChange(selected.filter((each) => each !== option)), open || onClose?.())} />`)}
    <input ...${field} ref=${input} type="text" role="combobox" autocomplete="off" aria-expanded=${open}
      aria-controls=${listId} aria-autocomplete="list"
      aria-activedescendant=${open && choices[at] ? `${listId}-${at}` : undefined}
      placeholder=${many && selected.length ? "" : (!many && selected[0] && label(selected[0])) || placeholder}
      value=${open || many ? query : selected[0] ? label(selected[0]) : ""}
      onClick=${() => open || show()} onKeyDown=${onKey} onBlur=${shut}
      onInput=${(event) => (setQuery(event.target.value), setAt(0), setOpen(true))} />
    ${clearable && !many && selected.length > 0 && html`<button type="button" class="select-clear"
      aria-label="Clear the choice" onClick=${() => (onChange([]), onClose?.())}><${Icon} name="close" /></button>`}
    <${Icon} name="down" />
    ${open && html`<div ref=${popup} id=${listId} popover="manual" class="popup options" role="listbox"
      aria-label=${placeholder || "Choices"} aria-multiselectable=${Boolean(many)}>
      ${choices.length === 0 && html`<div class="option-none">${nothing}</div>`}
      ${found.groups.map((group) => group.label
        ? html`<div role="group" aria-label=${group.label.text}>
            <div class="option-group" aria-hidden="true">${group.label.text}</div>${group.options.map(optionRow)}
          </div>`
        : group.options.map(optionRow))}
    </div>`}
  </span>`;
}
