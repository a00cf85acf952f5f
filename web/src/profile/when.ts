const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** So lately that it is the present: the server notes a session's use once in a while only. */
const JUST_NOW = 2 * MINUTE;
const WEEK = 7 * DAY;

/** "5 minutes ago", "yesterday", "3 October 2026"; null for the present. */
export function ago(time: string, now: number, locale: string): string | null {
  const ms = now - Date.parse(time);
  if (ms < JUST_NOW) return null;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (ms < HOUR) return relative.format(-Math.floor(ms / MINUTE), 'minute');
  if (ms < DAY) return relative.format(-Math.floor(ms / HOUR), 'hour');
  if (ms < WEEK) return relative.format(-Math.floor(ms / DAY), 'day');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(time));
}
