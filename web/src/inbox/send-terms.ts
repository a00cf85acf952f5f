import type { MaySend } from '../api/types';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Below this hours say more than days. */
const IN_DAYS_FROM = 2 * DAY;
/** From here on the end of a window is worth a warning. */
const SOON_MS = HOUR;

/** How a stretch of time is told: by its two largest parts. */
export function timeLeft(ms: number, locale: string): string {
  const of = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const minutes = Math.max(1, Math.floor(ms / MINUTE));
  const days = ms < IN_DAYS_FROM ? 0 : Math.floor((minutes * MINUTE) / DAY);
  const hours = Math.floor((minutes * MINUTE - days * DAY) / HOUR);
  const rest = Math.round((minutes * MINUTE - days * DAY - hours * HOUR) / MINUTE);
  const parts: [number, string][] =
    days > 0
      ? [
          [days, 'day'],
          [hours, 'hour'],
        ]
      : [
          [hours, 'hour'],
          [rest, 'minute'],
        ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => of(value, unit))
    .join(' ');
}

/** What the composer tells about the messenger's rules (CHN-5). */
export type Terms =
  | { says: 'nothing' }
  | { says: 'free' | 'person'; left: number; until: string; soon: boolean }
  | { says: 'form'; form: string; until: string | null }
  | { says: 'closed'; code: string; since: string | null };

/** The conditions at `now`, in milliseconds since the epoch. */
export function termsOf(may: MaySend, now: number): Terms {
  if (!may.allowed) return { says: 'closed', code: may.code ?? 'unknown', since: may.since };
  if (may.until === null || may.form === null) {
    return may.form ? { says: 'form', form: may.form, until: null } : { says: 'nothing' };
  }
  const left = Date.parse(may.until) - now;
  // The server's next word is on its way.
  if (left <= 0) return { says: 'nothing' };
  if (may.code === 'human_agent') {
    return { says: 'person', left, until: may.until, soon: left < SOON_MS };
  }
  if (may.form === 'RESPONSE') {
    return { says: 'free', left, until: may.until, soon: left < SOON_MS };
  }
  return { says: 'form', form: may.form, until: may.until };
}
