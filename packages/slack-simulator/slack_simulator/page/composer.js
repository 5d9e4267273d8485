// The field where a person writes: Enter sends, Shift+Enter begins a new line, what is typed is completed.
import { commandIn, completions } from "./completion.js";
import { Icon } from "./icons.js";
import { useId } from "./ids.js";
import { MenuButton } from "./menu.js";
import { perform, performOrTell, place, store } from "./store.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";

/** What was begun and not sent, by person, channel and thread. */
const drafts = new Map();

function Completions({ items, at, id, choose }) {
  const list = useRef(null);
  useEffect(() => list.current.children[at]?.scrollIntoView({ block: "nearest" }), [at]);
  return html`<div class="completions" role="listbox" id=${id} aria-label="Suggestions" tabindex="-1" ref=${list}>
    ${items.map((item, i) => html`<div key=${item.key} id=${`${id}-${i}`} role="option" class="completion"
      aria-selected=${i === at} onMouseDown=${(event) => event.preventDefault()} onClick=${() => choose(item)}>
      <span class="completion-name">${item.name}</span>
      ${item.hint && html`<span class="completion-hint">${item.hint}</span>`}
      ${item.detail && html`<span class="completion-detail">${item.detail}</span>`}
    </div>`)}
  </div>`;
}

/** The app's global shortcuts; Slack keeps them behind the same plus. */
function Shortcuts() {
  const shortcuts = store.snapshot.shortcuts.filter((shortcut) => shortcut.type === "global");
  if (!shortcuts.length) return null;
  const items = shortcuts.map(({ callback_id, name }) => ({
    key: callback_id,
    text: name,
    run: () => performOrTell({ do: "shortcut", callback_id }),
  }));
  return html`<${MenuButton} label="Shortcuts" className="tool" align="start" items=${items}><${Icon} name="spark" /><//>`;
}

function useDraft(key) {
  const [, render] = useState({});
  const set = (text) => {
    drafts.set(key, text);
    render({});
  };
  /** Give back what could not be sent, unless something new was begun meanwhile. */
  const giveBack = (text) => drafts.get(key) || set(text);
  return [drafts.get(key) ?? "", set, giveBack];
}

/** The suggestions for what stands before the caret, and the keys that choose among them. */
function useCompletions(field, text, setText) {
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState(true);
  const { from, items } = shut ? { from: 0, items: [] } : completions(text, caret);
  const typed = () => {
    setCaret(field.current.selectionStart);
    setAt(0);
    setShut(false);
  };
  const choose = (item) => {
    const rest = text.slice(caret).replace(/^ /, "");
    setText(text.slice(0, from) + item.insert + rest);
    setShut(true);
    field.current.focus();
    requestAnimationFrame(() => field.current.setSelectionRange(from + item.insert.length, from + item.insert.length));
  };
  /** Whether the key was one for the list. */
  const key = (event) => {
    if (!items.length) return false;
    const item = items[at];
    const whole = item.insert.trim() === text.slice(from, caret);
    if (event.key === "ArrowDown") setAt((at + 1) % items.length);
    else if (event.key === "ArrowUp") setAt((at - 1 + items.length) % items.length);
    else if (event.key === "Escape") setShut(true);
    else if (event.key === "Tab" || (event.key === "Enter" && !whole)) choose(item);
    else return false;
    return true;
  };
  return { items, at, choose, key, typed, shut: () => setShut(true) };
}

/** @param thread ts of the thread that is answered, if any @param where what its channel is called */
export function Composer({ channel, thread, where, label }) {
  const id = useId("composer");
  const field = useRef(null);
  const [text, setText, giveBack] = useDraft(`${place.as} ${channel} ${thread ?? ""}`);
  const [error, setError] = useState("");
  const [broadcast, setBroadcast] = useState(false);
  const list = useCompletions(field, text, setText);
  useLayoutEffect(() => {
    field.current.style.height = "auto";
    field.current.style.height = `${Math.min(field.current.scrollHeight, 240)}px`;
  }, [text]);
  useEffect(() => {
    setError("");
    if (matchMedia("(hover: hover)").matches) field.current.focus({ preventScroll: true });
  }, [channel, thread, place.as]);

  const send = async () => {
    if (!text.trim()) return;
    setText("");
    list.shut();
    setError("");
    const answer = await perform({ do: "send", channel, text: text.trim(), ...(thread && { thread, broadcast }) });
    setBroadcast(false);
    if (answer.ok) return;
    setError(answer.error);
    giveBack(text);
  };
  const onKey = (event) => {
    if (event.isComposing) return;
    if (list.key(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  const command = commandIn(text);
  const open = list.items.length > 0;
  return html`<form class="composer" onSubmit=${(event) => (event.preventDefault(), send())}>
    ${open && html`<${Completions} id=${id} items=${list.items} at=${list.at} choose=${list.choose} />`}
    ${!open && command && html`<div class="command-hint">
      <strong>${command.command}</strong> ${command.usage_hint} <span>${command.description}</span></div>`}
    ${error && html`<p class="composer-error" role="alert">${error}</p>`}
    <div class="composer-box">
      ${!thread && html`<${Shortcuts} />`}
      <textarea ref=${field} rows="1" aria-label=${label} placeholder=${label} value=${text}
        aria-autocomplete="list" aria-controls=${open ? id : undefined}
        aria-activedescendant=${open ? `${id}-${list.at}` : undefined}
        onInput=${(event) => (setText(event.target.value), list.typed())}
        onKeyDown=${onKey} onBlur=${list.shut}></textarea>
      <button type="submit" class="send" aria-label="Send" title="Send" disabled=${!text.trim()}>
        <${Icon} name="send" /></button>
    </div>
    ${thread && html`<label class="broadcast"><input type="checkbox" checked=${broadcast}
      onChange=${(event) => setBroadcast(event.target.checked)} /> Also send to ${where}</label>`}
  </form>`;
}
