// What may be meant while a person is still typing: a slash command, a person, a channel.
import { isDirect } from "./directory.js";
import { store } from "./store.js";

const startsWord = (text, part) => text.toLowerCase().split(/[\s._-]+/).some((word) => word.startsWith(part))
  || text.toLowerCase().startsWith(part);

/** Slack's own commands that this workspace knows, beside those of the app. */
const BUILT_IN = [
  { command: "/invite", description: "Let the app into this channel", usage_hint: "@app" },
  { command: "/remove", description: "Take the app out of this channel", usage_hint: "@app" },
];
const known = () => [...store.snapshot.commands, ...BUILT_IN];

function commands(part) {
  return known().filter((each) => each.command.startsWith(part)).map((each) => ({
    key: each.command,
    insert: `${each.command} `,
    name: each.command,
    hint: each.usage_hint,
    detail: each.description,
  }));
}

function mentions(part) {
  const { people, apps, groups = [] } = store.snapshot;
  const everyone = [
    ...apps.map((app) => ({ key: app.id, insert: `@${app.name} `, name: app.name, detail: "App" })),
    ...people.filter((person) => !person.is_bot).map((person) => ({
      key: person.id, insert: `@${person.name} `, name: person.real_name, detail: person.title,
    })),
    ...groups.map((group) => ({ key: group.id, insert: `@${group.handle} `, name: `@${group.handle}`, detail: "Group" })),
  ];
  return everyone.filter((each) => startsWord(each.name, part) || each.insert.slice(1).toLowerCase().startsWith(part));
}

function channels(part) {
  const named = store.snapshot.channels.filter((channel) => !isDirect(channel) && startsWord(channel.name, part));
  return named.map((channel) => ({ key: channel.id, insert: `#${channel.name} `, name: `#${channel.name}` }));
}

const SOURCES = { "@": mentions, "#": channels };

/**
 * @param {string} text what stands in the field @param {number} caret where the person is typing
 * @returns {{from: number, items: Array<{key, insert, name, hint?, detail?}>}} what may replace text[from:caret]
 */
export function completions(text, caret) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return { from: 0, items: commands(before.toLowerCase()) };
  const typed = /(?:^|\s)([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!typed) return { from: caret, items: [] };
  const [, sign, part] = typed;
  return { from: caret - part.length - 1, items: SOURCES[sign](part.toLowerCase()).slice(0, 8) };
}

/** The command that the text begins with, once its name is complete: its hint then stays in sight. */
export function commandIn(text) {
  const name = /^(\/\S+)\s/.exec(text)?.[1];
  return known().find((each) => each.command === name);
}
