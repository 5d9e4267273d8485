// Looking people, channels, groups and apps up in the snapshot by their Slack id.
import { store } from "./store.js";

const find = (list, id) => store.snapshot?.[list]?.find((each) => each.id === id);

/** A person, or an app's bot user in the same shape; undefined when nobody has that id. */
export function personOf(id) {
  const person = find("people", id);
  if (person) return person;
  const app = store.snapshot?.apps.find((each) => each.bot_user_id === id);
  return app && { id, name: app.name, real_name: app.name, is_bot: true, initials: app.name.slice(0, 1), rights: [] };
}

export const nameOf = (id) => personOf(id)?.real_name ?? id;
export const channelOf = (id) => find("channels", id);
export const groupOf = (id) => find("groups", id);

/** The app whose direct messages this channel holds. */
export const appOfChannel = (id) => store.snapshot?.apps.find((app) => app.channel === id);

/** Whether it is a conversation of people, with or without the app, and no channel. */
export const isDirect = (channel) => channel?.kind === "dm" || channel?.kind === "group";

/** What a channel is called in a heading or a list: "acme-lms", or the other person's name. */
export function channelName(channel) {
  if (!channel) return "";
  const app = appOfChannel(channel.id);
  if (app) return app.name;
  return channel.kind === "dm" ? nameOf(channel.with) : channel.name;
}

/** The workspace's time in milliseconds: the simulated one when there is a time bar, else the real one. */
export function now() {
  const told = store.snapshot?.companion?.now;
  return told ? Date.parse(told) : Date.now();
}
