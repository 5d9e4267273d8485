// What a person has entered in the elements of a message, a modal or the App Home, as Slack's state.values.
// Shapes: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
import { useRef, useState } from "./vendor/preact-htm.js";

const keyOf = (blockId, actionId) => `${blockId}\n${actionId}`;

/**
 * The form of one surface. It keeps what was entered while its blocks change around it, as Slack does as long as
 * block_id and action_id stay the same.
 * @param saved what the server knows, in the shape of state.values: each element that keeps a value is there, with
 *   what was entered or, before that, with what the app preset
 * @param edition when it changes, what was entered here and is not saved is forgotten
 * @returns {{stateOf, set, values}} stateOf(blockId, element): the element's state; set(blockId, element, fields):
 *   change it; values(): all of it as {block_id: {action_id: {type, ...}}}.
 */
export function useForm(saved, edition = "") {
  const entered = useRef(new Map());
  const editionBefore = useRef(edition);
  if (editionBefore.current !== edition) entered.current.clear();
  editionBefore.current = edition;
  const [, render] = useState({});
  const valueOf = (blockId, actionId, known) => ({ ...known, ...entered.current.get(keyOf(blockId, actionId)) });
  const stateOf = (blockId, element) =>
    valueOf(blockId, element.action_id, saved[blockId]?.[element.action_id] ?? { type: element.type });
  const set = (blockId, element, fields) => {
    entered.current.set(keyOf(blockId, element.action_id), fields);
    render({});
  };
  const values = () => Object.fromEntries(Object.entries(saved).map(([blockId, actions]) => [
    blockId,
    Object.fromEntries(Object.entries(actions).map(([actionId, known]) => [
      actionId,
      valueOf(blockId, actionId, known),
    ])),
  ]));
  return { stateOf, set, values };
}
