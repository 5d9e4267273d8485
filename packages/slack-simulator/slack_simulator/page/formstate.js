// What a person has entered in the elements of a message, a modal or the App Home, as Slack's state.values.
// Shapes: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
import { useRef, useState } from "./vendor/preact-htm.js";

const value = (element) => ({ value: element.initial_value ?? null });
const option = (element) => ({ selected_option: element.initial_option ?? null });
const options = (element) => ({ selected_options: element.initial_options ?? [] });
const one = (name) => (element) => ({ [`selected_${name}`]: element[`initial_${name}`] ?? null });
const many = (name) => (element) => ({ [`selected_${name}`]: element[`initial_${name}`] ?? [] });

/** The state of each kind of element before anyone touched it. A kind that is not here (a button) has no state. */
const INITIAL = {
  plain_text_input: value,
  email_text_input: value,
  url_text_input: value,
  number_input: value,
  rich_text_input: (element) => ({ rich_text_value: element.initial_value ?? null }),
  static_select: option,
  external_select: option,
  radio_buttons: option,
  multi_static_select: options,
  multi_external_select: options,
  checkboxes: options,
  users_select: one("user"),
  channels_select: one("channel"),
  conversations_select: one("conversation"),
  multi_users_select: many("users"),
  multi_channels_select: many("channels"),
  multi_conversations_select: many("conversations"),
  datepicker: one("date"),
  timepicker: one("time"),
  datetimepicker: one("date_time"),
};

function elementsOf(block) {
  if (block.type === "input") return [block.element];
  if (block.type === "section") return block.accessory ? [block.accessory] : [];
  return block.type === "actions" ? block.elements : [];
}

const keyOf = (blockId, actionId) => `${blockId}\n${actionId}`;

/**
 * The form of one surface. It keeps what was entered while its blocks change around it, as Slack does as long as
 * block_id and action_id stay the same.
 * @param saved what the server knows to be entered, in the shape of state.values
 * @param edition when it changes, what was entered here and is not saved is forgotten
 * @returns {{stateOf, set, values}} stateOf(blockId, element): the element's state; set(blockId, element, fields):
 *   change it; values(): all of it as {block_id: {action_id: {type, ...}}}.
 */
export function useForm(blocks, saved = {}, edition = "") {
  const entered = useRef(new Map());
  const editionBefore = useRef(edition);
  if (editionBefore.current !== edition) entered.current.clear();
  editionBefore.current = edition;
  const [, render] = useState({});
  const stateOf = (blockId, element) => ({
    type: element.type,
    ...(entered.current.get(keyOf(blockId, element.action_id))
      ?? saved[blockId]?.[element.action_id]
      ?? INITIAL[element.type]?.(element)),
  });
  const set = (blockId, element, fields) => {
    entered.current.set(keyOf(blockId, element.action_id), fields);
    render({});
  };
  const values = () => {
    const all = {};
    for (const block of blocks) {
      for (const element of elementsOf(block)) {
        if (!Object.hasOwn(INITIAL, element.type)) continue;
        all[block.block_id] = { ...all[block.block_id], [element.action_id]: stateOf(block.block_id, element) };
      }
    }
    return all;
  };
  return { stateOf, set, values };
}
