// Days and times as the reader of this browser sees them, and Slack's date tokens.
// Tokens: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
import { now } from "./directory.js";

// "9:00 AM" where the clock has twelve hours, "09:00" where it has twenty-four.
const HOUR = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12 ? "numeric" : "2-digit";

const SHAPES = {
  time: { hour: HOUR, minute: "2-digit" },
  time_secs: { hour: HOUR, minute: "2-digit", second: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { month: "long", day: "numeric", year: "numeric" },
  date_short: { month: "short", day: "numeric", year: "numeric" },
  date_long: { weekday: "long", month: "long", day: "numeric", year: "numeric" },
  date_long_full: { month: "long", day: "numeric", year: "numeric" },
  day: { weekday: "long", month: "long", day: "numeric" },
  when: { weekday: "short", day: "numeric", month: "short", hour: HOUR, minute: "2-digit" },
};

const HALF_A_YEAR = 183 * 86_400_000;

function shape(date, name) {
  const wanted = { ...SHAPES[name] };
  // Slack leaves the year out of these two when the day is less than six months away.
  const near = Math.abs(date.getTime() - now()) < HALF_A_YEAR;
  if (near && (name === "date" || name === "date_short")) delete wanted.year;
  return new Intl.DateTimeFormat(undefined, wanted).format(date);
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** Whole days from the workspace's today to that day: 0 today, -1 yesterday. */
function daysFromToday(date) {
  return Math.round((midnight(date) - midnight(new Date(now()))) / 86_400_000);
}

function nearDay(date) {
  return { 0: "today", 1: "tomorrow", "-1": "yesterday" }[daysFromToday(date)];
}

function isoDay(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const timeOf = (iso) => shape(new Date(iso), "time");
export const momentOf = (iso) => shape(new Date(iso), "when");
export const dayKey = (iso) => midnight(new Date(iso)).getTime();

/** "today", "yesterday" or "Monday, November 9", within a sentence. */
export function dayWithin(iso) {
  const date = new Date(iso);
  return nearDay(date) ?? shape(date, "day");
}

/** "Today", "Yesterday" or "Monday, November 9". */
export const dayOf = (iso) => capital(dayWithin(iso));

/** Full date and time, for a tooltip. */
export function fullMoment(iso) {
  const date = new Date(iso);
  return `${shape(date, "date_long")}, ${shape(date, "time_secs")}`;
}

function ago(date) {
  const seconds = (date.getTime() - now()) / 1000;
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  for (const [unit, length] of [["day", 86_400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= length) return words.format(Math.round(seconds / length), unit);
  }
  return words.format(Math.round(seconds), "second");
}

/**
 * The text of <!date^seconds^format|fallback> in this reader's zone.
 * @param {number} seconds Unix time @param {string} format text with {tokens}
 */
export function dateToken(seconds, format, fallback) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  let first = true;
  return format.replace(/\{(\w+)\}/g, (token, name) => {
    const beginning = first;
    first = false;
    if (name === "ago") return ago(date);
    const pretty = /^(?:(date\w*?|day_divider)_pretty)$/.exec(name);
    if (pretty) {
      const near = nearDay(date);
      if (near) return beginning && format.startsWith(token) ? capital(near) : near;
      return shape(date, pretty[1] === "day_divider" ? "day" : pretty[1]);
    }
    if (name === "date_num") return isoDay(date);
    return Object.hasOwn(SHAPES, name) ? shape(date, name) : token;
  });
}
