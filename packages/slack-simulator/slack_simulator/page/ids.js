// Ids for aria references. The same message can stand in a channel and in its thread, so Slack's ids would not do.
import { useRef } from "./vendor/preact-htm.js";

let last = 0;

export function useId(prefix) {
  const id = useRef(null);
  id.current ??= `${prefix}-${(last += 1)}`;
  return id.current;
}
