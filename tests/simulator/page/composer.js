import { buttonLines } from './bubbles.js';
import { h } from './dom.js';
import { t } from './i18n.js';

const typingEveryMs = 4000;

/**
 * The lower part of the phone: where one writes, what one attaches, the account's keyboard.
 * @typedef {object} Wishes
 * @property {(action: string, params?: any) => Promise<any>} act
 * @property {(button: any) => void} press  of the keyboard in place of the real one
 * @property {() => void} toggle   opens and closes the attachments
 */

/** One wide button, and a smaller way in by a link. */
export function onlyButton(label, action, platform, { act }) {
  const byLink = action === 'start' && linkButton(platform, act);
  const wide = h('button', { onclick: () => act(action) }, label);
  return h('div', { className: 'composer wide' }, wide, byLink);
}

function linkButton(platform, act) {
  const { action, param } = platform.link;
  const go = () => {
    const carried = prompt(t('by_link'));
    if (carried) act(action, { [param]: carried });
  };
  const node = h('button', { className: 'icon', title: t('by_link'), onclick: go }, '🔗');
  node.setAttribute('aria-label', t('by_link'));
  return node;
}

/** @param {any} platform @param {Wishes} wishes */
function attachments(platform, { act }) {
  const choices = platform.attachments.map(({ mark, key, action, params, upload }) => {
    const label = h('span', {}, t(key));
    const face = h('span', { className: 'mark' }, mark);
    if (!upload) return h('button', { onclick: () => act(action, params) }, face, label);
    const input = h('input', { type: 'file', accept: upload, hidden: true });
    input.addEventListener('change', () => {
      const form = new FormData();
      form.set('file', input.files[0]);
      act(action, form);
    });
    return h('button', { onclick: () => input.click() }, face, label, input);
  });
  return h('div', { className: 'attach' }, ...choices);
}

/** @param {any} platform @param {boolean} open @param {Wishes} wishes */
function field(platform, open, { act, toggle }) {
  const area = h('textarea', { rows: 1, placeholder: t('message'), aria: { label: t('message') } });
  let toldTyping = 0;
  const send = () => {
    const text = area.value.trim();
    if (text === '') return;
    area.value = '';
    act('text', { text });
  };
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  area.addEventListener('input', () => {
    if (!platform.tellsTyping || Date.now() - toldTyping < typingEveryMs) return;
    toldTyping = Date.now();
    act('typing');
  });
  const clip = h(
    'button',
    { className: 'icon', onclick: toggle, aria: { label: t('attach') } },
    '📎',
  );
  clip.setAttribute('aria-expanded', String(open));
  const go = h('button', { className: 'send', onclick: send, aria: { label: t('send') } }, '➤');
  const byLink = linkButton(platform, act);
  return h('div', { className: 'composer' }, clip, byLink, area, go);
}

/**
 * @param {{platform: any, chat: any, attachOpen: boolean}} phone
 * @param {Wishes} wishes
 * @returns {HTMLElement[]}
 */
export function writing({ platform, chat, attachOpen }, wishes) {
  const parts = [];
  if (attachOpen) parts.push(attachments(platform, wishes));
  if (chat.keyboard) parts.push(buttonLines(chat.keyboard, wishes.press, 'keyboard'));
  parts.push(field(platform, attachOpen, wishes));
  return parts;
}
