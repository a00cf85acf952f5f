import type { Locale } from '../api/types';

/** Languages of people who read Russian more readily than English, though the panel has no theirs. */
const NEAR_RUSSIAN = ['ru', 'be', 'kk', 'ky', 'tg', 'uz'];

/** The language of the panel before anybody chose one: what was used here, else the browser's. */
export function guessLocale(kept: string | null, browser: readonly string[]): Locale {
  if (kept === 'ru' || kept === 'en') return kept;
  for (const tag of browser) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (language === 'en') return 'en';
    if (NEAR_RUSSIAN.includes(language)) return 'ru';
  }
  return 'en';
}
