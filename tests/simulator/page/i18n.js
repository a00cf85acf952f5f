import { words as en } from './words_en.js';
import { words as ru } from './words_ru.js';

export const language = navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
const words = language === 'ru' ? ru : en;

/** The words of the reader's language by their key. */
export const t = (key, ...values) => {
  const found = words[key];
  return typeof found === 'function' ? found(...values) : found;
};

/** Fills the fixed parts of the page. */
export function translatePage() {
  document.documentElement.lang = language;
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-text]'))
    node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', t(node.dataset.label));
  }
}
