import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../api/types';
import { guessLocale } from './guess';

const KEPT = 'switchboard.locale';

/** Only the language in use is loaded; the other one when somebody switches to it. */
const words = {
  en: () => import('./en').then((module) => module.en),
  ru: () => import('./ru').then((module) => module.ru),
};

/** Words of pages that are loaded when somebody goes there. */
export const areas = {
  card: {
    en: () => import('./en-card').then((module) => module.cardWords),
    ru: () => import('./ru-card').then((module) => module.cardWords),
  },
  channels: {
    en: () => import('./en-channels').then((module) => module.channelWords),
    ru: () => import('./ru-channels').then((module) => module.channelWords),
  },
  administration: {
    en: () => import('./en-administration').then((module) => module.administrationWords),
    ru: () => import('./ru-administration').then((module) => module.administrationWords),
  },
  account: {
    en: () => import('./en-account').then((module) => module.accountWords),
    ru: () => import('./ru-account').then((module) => module.accountWords),
  },
  profile: {
    en: () => import('./en-profile').then((module) => module.profileWords),
    ru: () => import('./ru-profile').then((module) => module.profileWords),
  },
  staff: {
    en: () => import('./en-staff').then((module) => module.staffWords),
    ru: () => import('./ru-staff').then((module) => module.staffWords),
  },
};

export type Area = keyof typeof areas;

const opened = new Set<Area>();

async function addWords(locale: Locale, load: () => Promise<object>): Promise<void> {
  i18next.addResourceBundle(locale, 'translation', await load(), true, true);
}

/** The words of an area in the language in use; other languages follow when they are chosen. */
export async function loadWords(area: Area): Promise<void> {
  opened.add(area);
  const locale = currentLocale();
  await addWords(locale, areas[area][locale]);
}

export async function setLocale(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) await addWords(locale, words[locale]);
  for (const area of opened) await addWords(locale, areas[area][locale]);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(KEPT, locale);
  } catch {
    // The next visit guesses again.
  }
}

export function currentLocale(): Locale {
  return i18next.language === 'ru' ? 'ru' : 'en';
}

export async function startI18n(): Promise<void> {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // Storage is forbidden: the browser's languages decide.
  }
  await i18next.use(initReactI18next).init({
    lng: undefined,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  await setLocale(guessLocale(kept, navigator.languages));
}
