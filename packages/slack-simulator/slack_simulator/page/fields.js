// Fields that are typed into: text, e-mail, address, number, rich text, date, time.
// change(fields) keeps what was entered in this page; tell(fields) sends it to the server, and on to the app where
// the block asks for that.
import { html } from "./vendor/preact-htm.js";

const KINDS = { email_text_input: "email", url_text_input: "url", number_input: "text" };

const richText = (text) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});
const flat = (rich) => (rich?.elements ?? []).flatMap((part) => part.elements ?? []).map((each) => each.text ?? "").join("");

function entered(element, text) {
  if (element.type !== "rich_text_input") return { value: text || null };
  return { rich_text_value: text ? richText(text) : null };
}

export function TextField({ element, state, change, tell, field, dispatch }) {
  const many = element.multiline || element.type === "rich_text_input";
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const attributes = {
    ...field,
    class: "text-field",
    value: element.type === "rich_text_input" ? flat(state.rich_text_value) : (state.value ?? ""),
    placeholder: element.placeholder?.text,
    maxLength: element.max_length,
    autofocus: element.focus_on_load,
    onInput: (event) => {
      const fields = entered(element, event.target.value);
      change(fields);
      if (dispatch && on.includes("on_character_entered")) tell(fields);
    },
    onChange: (event) => dispatch || tell(entered(element, event.target.value)),
    onKeyDown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || many) return;
      if (!dispatch || !on.includes("on_enter_pressed")) return;
      event.preventDefault(); // it is for the app, not for the form's submit button
      tell(entered(element, event.target.value));
    },
  };
  if (many) return html`<textarea ...${attributes} rows="4"></textarea>`;
  const inputMode = element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : undefined;
  return html`<input ...${attributes} type=${KINDS[element.type] ?? "text"} inputmode=${inputMode}
    autocomplete="off" />`;
}

/** The browser reports a half-typed year as a date too: "0002" on the way to "2026". Nobody means those. */
const complete = (text) => !text || Number.parseInt(text, 10) >= 1900;

function Picker({ type, value, field, pick }) {
  return html`<input ...${field} type=${type} class="text-field picker" value=${value ?? ""}
    onChange=${(event) => pick(event.target.value)} />`;
}

export function DateField({ state, change, tell, field }) {
  const pick = (text) => {
    if (!complete(text)) return;
    const fields = { selected_date: text || null };
    change(fields);
    if (text && text !== state.selected_date) tell(fields);
  };
  return html`<${Picker} type="date" value=${state.selected_date} field=${field} pick=${pick} />`;
}

export function TimeField({ state, change, tell, field }) {
  const pick = (text) => {
    const fields = { selected_time: text || null };
    change(fields);
    if (text && text !== state.selected_time) tell(fields);
  };
  return html`<${Picker} type="time" value=${state.selected_time} field=${field} pick=${pick} />`;
}

function localMinute(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** selected_date_time is Unix seconds; the browser shows and takes it in the reader's own zone. */
export function DateTimeField({ state, change, tell, field }) {
  const chosen = state.selected_date_time;
  const pick = (text) => {
    if (!complete(text)) return;
    const fields = { selected_date_time: text ? Math.floor(new Date(text).getTime() / 1000) : null };
    change(fields);
    if (text && fields.selected_date_time !== chosen) tell(fields);
  };
  const shown = chosen ? localMinute(chosen) : "";
  return html`<${Picker} type="datetime-local" value=${shown} field=${field} pick=${pick} />`;
}
