// A button that opens a menu: message actions, Slack's overflow element, the page's own menus.
// Keyboard as in https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/
import { usePopup } from "./popup.js";
import { html, useEffect, useState } from "./vendor/preact-htm.js";

/**
 * @param label what the button is called when it shows only an icon
 * @param items [{key, text (nodes), detail?, danger?, checked?, run()}]; checked makes it one of several choices
 * @param children what stands on the button @param named whether that is text, and so names it
 */
export function MenuButton({ label, items, className = "", children, align = "end", named = false }) {
  const [open, setOpen] = useState(false);
  const { anchor, popup } = usePopup(open, () => setOpen(false));
  useEffect(() => {
    if (open) popup.current.querySelector("[role^=menuitem]")?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    anchor.current.focus();
  };
  const onKey = (event) => {
    const all = [...popup.current.querySelectorAll("[role^=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) all[next % all.length].focus();
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  };
  const choose = (item) => {
    close();
    item.run();
  };
  const entry = (item) => html`<button key=${item.key} type="button"
    role=${item.checked === undefined ? "menuitem" : "menuitemradio"}
    aria-checked=${item.checked} tabindex="-1" class=${`menu-item ${item.danger ? "menu-danger" : ""}`}
    onClick=${() => choose(item)}>
    <span>${item.text}</span>${item.detail && html`<small>${item.detail}</small>`}
  </button>`;
  return html`<span class=${`menu-holder ${open ? "menu-open" : ""}`}>
    <button ref=${anchor} type="button" class=${className} aria-label=${named ? undefined : label} title=${label}
      aria-haspopup="menu" aria-expanded=${open} onClick=${() => setOpen(!open)}>${children}</button>
    ${open && html`<div ref=${popup} popover="manual" class="popup menu" role="menu" aria-label=${label}
      data-align=${align} onKeyDown=${onKey}>${items.map(entry)}</div>`}
  </span>`;
}
