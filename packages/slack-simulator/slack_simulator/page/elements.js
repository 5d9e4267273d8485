// Block elements that act at once: buttons, menus and pickers; and the choice of the right field for each kind.
// Reference: https://docs.slack.dev/reference/block-kit/block-elements
import { CheckBoxes, RadioButtons } from "./choices.js";
import { ask } from "./confirm.js";
import { DateField, DateTimeField, TextField, TimeField } from "./fields.js";
import { Icon } from "./icons.js";
import { plain, safeUrl } from "./inline.js";
import { MenuButton } from "./menu.js";
import { SlackSelect } from "./selects.js";
import { performOrTell } from "./store.js";
import { html, useState } from "./vendor/preact-htm.js";

const FIELDS = {
  plain_text_input: TextField,
  email_text_input: TextField,
  url_text_input: TextField,
  number_input: TextField,
  rich_text_input: TextField,
  datepicker: DateField,
  timepicker: TimeField,
  datetimepicker: DateTimeField,
  checkboxes: CheckBoxes,
  radio_buttons: RadioButtons,
};
for (const kind of ["static", "external", "users", "channels", "conversations"]) {
  FIELDS[`${kind}_select`] = SlackSelect;
  FIELDS[`multi_${kind}_select`] = SlackSelect;
}

/** Use an element, after its confirmation dialog if it has one. Whether the app is told, its block decides. */
async function act({ surface, blockId, element, fields, confirm }) {
  if (confirm && !(await ask(confirm))) return false;
  await performOrTell({
    do: "act",
    ...surface.target,
    block_id: blockId,
    action_id: element.action_id,
    element: { type: element.type, action_id: element.action_id, block_id: blockId, ...fields },
    state: { values: surface.form.values() },
  });
  return true;
}

function Button({ surface, blockId, element }) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await act({ surface, blockId, element, fields: { value: element.value }, confirm: element.confirm });
    } finally {
      setBusy(false);
    }
  };
  const text = plain(element.text.text, { emoji: element.text.emoji !== false });
  const style = `button ${element.style ?? ""}`;
  const href = element.url && safeUrl(element.url);
  if (href) {
    return html`<a class=${style} href=${href} target="_blank" rel="noopener noreferrer"
      aria-label=${element.accessibility_label} onClick=${press}>${text}</a>`;
  }
  return html`<button type="button" class=${style} aria-label=${element.accessibility_label} aria-busy=${busy}
    onClick=${press}>${text}</button>`;
}

function Overflow({ surface, blockId, element }) {
  const items = element.options.map((option) => ({
    key: option.value ?? option.text.text,
    text: plain(option.text.text),
    detail: option.description?.text,
    run: () => {
      if (option.url && safeUrl(option.url)) open(safeUrl(option.url), "_blank", "noopener,noreferrer");
      act({ surface, blockId, element, fields: { selected_option: option }, confirm: element.confirm });
    },
  }));
  return html`<${MenuButton} label="More options" className="button button-icon" items=${items}>
    <${Icon} name="more" />
  <//>`;
}

/**
 * One block element.
 * @param surface {target, form, ...}: what it belongs to (see blocks.js)
 * @param field attributes of its input: id, aria-labelledby or aria-label, aria-describedby, aria-invalid
 * @param dispatch whether the app hears of each change; else the server only keeps it until the form is submitted
 */
export function Element({ surface, blockId, element, field = {}, dispatch = true, optional = true }) {
  if (element.type === "button") return html`<${Button} surface=${surface} blockId=${blockId} element=${element} />`;
  if (element.type === "overflow") {
    return html`<${Overflow} surface=${surface} blockId=${blockId} element=${element} />`;
  }
  const Field = FIELDS[element.type];
  if (!Field) return html`<span class="not-drawn">An element of the type “${element.type}” is not drawn here.</span>`;
  const before = surface.form.stateOf(blockId, element);
  const change = (fields) => surface.form.set(blockId, element, fields);
  const tell = async (fields) => {
    const confirm = dispatch ? element.confirm : undefined;
    const done = await act({ surface, blockId, element, fields, confirm });
    if (!done) change(before);
  };
  const labelled = field["aria-labelledby"] || field.id;
  const attributes = labelled ? field : { "aria-label": element.placeholder?.text ?? element.action_id, ...field };
  return html`<${Field} element=${element} state=${before} change=${change} tell=${tell} field=${attributes}
    dispatch=${dispatch} optional=${optional} surface=${surface} blockId=${blockId} />`;
}
