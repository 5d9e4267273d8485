// Checkboxes and radio buttons.
import { useId } from "./ids.js";
import { TextObject } from "./mrkdwn.js";
import { html } from "./vendor/preact-htm.js";

function Choice({ option, type, name, checked, toggle }) {
  return html`<label class="choice">
    <input type=${type} name=${name} value=${option.value} checked=${checked} onChange=${toggle} />
    <span><${TextObject} object=${option.text} />
      ${option.description && html`<small><${TextObject} object=${option.description} /></small>`}</span>
  </label>`;
}

export function CheckBoxes({ element, state, change, tell, field }) {
  const name = useId("check");
  const chosen = new Set(state.selected_options.map((option) => option.value));
  const toggle = (value) => {
    const wanted = new Set(chosen);
    if (!wanted.delete(value)) wanted.add(value);
    const fields = { selected_options: element.options.filter((option) => wanted.has(option.value)) };
    change(fields);
    tell(fields);
  };
  return html`<div role="group" class="choices" ...${field}>
    ${element.options.map((option) => html`<${Choice} key=${option.value} option=${option} type="checkbox" name=${name}
      checked=${chosen.has(option.value)} toggle=${() => toggle(option.value)} />`)}
  </div>`;
}

export function RadioButtons({ element, state, change, tell, field }) {
  const name = useId("radio");
  const choose = (option) => {
    const fields = { selected_option: option };
    change(fields);
    tell(fields);
  };
  return html`<div role="radiogroup" class="choices" ...${field}>
    ${element.options.map((option) => html`<${Choice} key=${option.value} option=${option} type="radio" name=${name}
      checked=${state.selected_option?.value === option.value} toggle=${() => choose(option)} />`)}
  </div>`;
}
