// Slack's select menus: fixed choices, choices the app is asked for, people, channels, conversations.
import { channelName, isDirect } from "./directory.js";
import { Select } from "./select.js";
import { fetchOptions, store } from "./store.js";
import { html, useRef } from "./vendor/preact-htm.js";

const plain = (text) => ({ type: "plain_text", text });

const people = () =>
  store.snapshot.people.filter((person) => !person.is_bot)
    .map((person) => ({ text: plain(person.real_name), value: person.id }));

function channels(kinds) {
  const wanted = store.snapshot.channels.filter((channel) => kinds.includes(channel.kind) && !channel.archived);
  return wanted.map((channel) => ({
    text: plain(isDirect(channel) ? channelName(channel) : `#${channel.name}`),
    value: channel.id,
  }));
}

/** Slack's conversation filter names the kinds "public", "private", "im" and "mpim". */
function conversations(element) {
  const include = element.filter?.include ?? ["public", "private", "im", "mpim"];
  const kinds = { public: "channel", private: "private", im: "dm", mpim: "group" };
  return channels(include.map((name) => kinds[name]));
}

/** For each kind of select: the field of its state, and where its choices come from. */
const SOURCES = {
  static: { field: "option", groups: (e) => e.option_groups ?? [{ options: e.options ?? [] }], isOption: true },
  external: { field: "option", groups: () => [], isOption: true },
  users: { field: "user", groups: () => [{ options: people() }] },
  channels: { field: "channel", groups: () => [{ options: channels(["channel"]) }] },
  conversations: { field: "conversation", groups: (e) => [{ options: conversations(e) }] },
};

async function loadFor(surface, blockId, element, query) {
  if (query.length < (element.min_query_length ?? 3)) return [];
  const target = surface.target.message ?? { view: surface.target.view };
  const found = await fetchOptions({ ...target, block_id: blockId, action_id: element.action_id, query });
  return found.option_groups ?? [{ options: found.options ?? [] }];
}

export function SlackSelect({ element, state, change, tell, field, optional, surface, blockId }) {
  const many = element.type.startsWith("multi_");
  const kind = element.type.replace(/^multi_/, "").replace(/_select$/, "");
  const source = SOURCES[kind];
  const groups = source.groups(element);
  const name = many ? `selected_${source.field}s` : `selected_${source.field}`;
  const latest = useRef(null);
  const asOption = (chosen) => {
    if (source.isOption) return chosen;
    const known = groups[0].options.find((option) => option.value === chosen);
    return known ?? { text: plain(chosen), value: chosen };
  };
  const kept = many ? state[name] : state[name] ? [state[name]] : [];
  const onChange = (options) => {
    const values = source.isOption ? options : options.map((option) => option.value);
    latest.current = { [name]: many ? values : (values[0] ?? null) };
    change(latest.current);
    if (!many && values.length) tell(latest.current);
  };
  // Slack tells the app of several choices once, when the list is left.
  const onClose = () => {
    if (many && latest.current) tell(latest.current);
    latest.current = null;
  };
  const load = kind === "external" ? (query) => loadFor(surface, blockId, element, query) : undefined;
  return html`<${Select} groups=${groups} load=${load} selected=${kept.map(asOption)} many=${many}
    max=${element.max_selected_items} placeholder=${element.placeholder?.text ?? "Choose"} field=${field}
    clearable=${optional} onChange=${onChange} onClose=${onClose} />`;
}
