const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function amount(value: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** How long somebody has been waiting, in one short word: "4 min", "2 hr", "3 days". */
export function waitingTime(since: string, now: number, locale: string): string {
  const ms = Math.max(0, now - Date.parse(since));
  if (ms < HOUR) return amount(Math.floor(ms / MINUTE), 'minute', locale);
  if (ms < DAY) return amount(Math.floor(ms / HOUR), 'hour', locale);
  return amount(Math.floor(ms / DAY), 'day', locale);
}

/** The day a moment falls on where the reader is: 2026-11-20. */
export function dayOf(time: string, zone?: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(
    new Date(time),
  );
}

export function clock(time: string, locale: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(time));
}

export function fullTime(time: string, locale: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(new Date(time));
}

/** The heading over a day's messages: "Today", "Yesterday", "18 November", with the year if other. */
export function dayHeading(time: string, now: number, locale: string, zone?: string): string {
  const day = dayOf(time, zone);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const today = new Date(now).toISOString();
  if (day === dayOf(today, zone)) return capital(relative.format(0, 'day'), locale);
  if (day === dayOf(new Date(now - DAY).toISOString(), zone)) {
    return capital(relative.format(-1, 'day'), locale);
  }
  const sameYear = day.slice(0, 4) === dayOf(today, zone).slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: sameYear ? undefined : 'numeric',
    timeZone: zone,
  }).format(new Date(time));
}

/** When something last happened, for a list row: the hour if today, else the date. */
export function shortTime(time: string, now: number, locale: string, zone?: string): string {
  if (dayOf(time, zone) === dayOf(new Date(now).toISOString(), zone)) {
    return clock(time, locale, zone);
  }
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  }).format(new Date(time));
}

function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
