/** "27 November 2026", where the reader is. */
export function dayText(time: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(time));
}
