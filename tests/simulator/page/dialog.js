import { h } from './dom.js';
import { t } from './i18n.js';

/**
 * Asks for a few words; gives those that were filled in, or null.
 * @param {HTMLDialogElement} dialog
 * @param {[name: string, key: string, value?: string][]} fields  key of the label
 * @returns {Promise<Record<string, string> | null>}
 */
export function askFor(dialog, fields) {
  return new Promise((resolve) => {
    const labels = fields.map(([name, key, value = '']) => {
      const input = h('input', { name, value, ariaLabel: t(key) });
      return h('label', {}, t(key), input);
    });
    const close = () => dialog.close();
    const cancel = h('button', { type: 'button', className: 'quiet', onclick: close }, t('cancel'));
    const actions = h('div', { className: 'actions' }, cancel, h('button', {}, t('create')));
    const form = h('form', { method: 'dialog' }, ...labels, actions);
    let answer = null;
    form.addEventListener('submit', () => {
      const filled = [...new FormData(form)].filter(([, value]) => value);
      answer = Object.fromEntries(filled);
    });
    dialog.addEventListener('close', () => resolve(answer), { once: true });
    dialog.replaceChildren(form);
    dialog.showModal();
  });
}
