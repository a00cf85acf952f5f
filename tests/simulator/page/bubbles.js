import { attachmentsOf, pressable } from './attachments.js';
import { h } from './dom.js';
import { language, t } from './i18n.js';

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const dayName = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' });
const address = /https?:\/\/[^\s<>"]+/g;
const external = { target: '_blank', rel: 'noreferrer' };

/** Where a text has links, when the platform does not say it. */
const linksIn = (text) =>
  [...text.matchAll(address)].map((match) => ({
    type: 'url',
    offset: match.index,
    length: match[0].length,
  }));

/** A text with its links made clickable. */
function formatted(text, entities = linksIn(text)) {
  const box = h('span', { className: 'text', dir: 'auto' });
  let at = 0;
  for (const { type, offset, length, url } of entities) {
    if (offset < at) continue;
    const part = text.slice(offset, offset + length);
    box.append(text.slice(at, offset));
    if (type === 'url' || type === 'text_link') {
      box.append(h('a', { href: url ?? part, ...external }, part));
    } else if (type === 'bold' || type === 'italic') {
      box.append(h(type === 'bold' ? 'b' : 'i', {}, part));
    } else {
      box.append(part);
    }
    at = offset + length;
  }
  box.append(text.slice(at));
  return box;
}

/** How far a message got: ticks under one's own, a word under the account's. */
function progress({ from, state, fetched }, platform) {
  if (from === 'client') {
    const ticks = state === 'sent' ? ' ✓' : ' ✓✓';
    return h('span', { className: state === 'read' ? 'ticks read' : 'ticks' }, ticks);
  }
  if (platform.name === 'telegram' || state === 'sent') return null;
  const title = fetched ? `${fetched.status} ${fetched.type} ${fetched.bytes}` : '';
  const className = state === 'failed' ? 'bad' : '';
  return h('span', { className, title }, ` · ${t(`state_${state}`)}`);
}

/** Small buttons beside the time: to correct one's own text, to react to what came. */
function tools(message, on, platform) {
  if (message.deleted) return [];
  if (message.from === 'client') {
    if (!platform.editable || message.text === undefined) return [];
    return [
      h('button', { className: 'tool', title: t('edit'), onclick: () => on.edit(message) }, '✎'),
    ];
  }
  if (!platform.reaction) return [];
  const mine = Object.keys(message.reactions ?? {}).length > 0;
  const react = () => on.react(message, !mine);
  const node = h(
    'button',
    { className: 'tool', title: t('react'), onclick: react },
    platform.reaction,
  );
  node.setAttribute('aria-pressed', String(mine));
  return [node];
}

function metaOf(message, on, platform) {
  const marks = [
    message.elsewhere && `${t('elsewhere')} · `,
    message.tag && `${message.tag} · `,
    message.edited && `${t('edited')} `,
  ];
  return h(
    'span',
    { className: 'meta' },
    ...marks,
    clock.format(new Date(message.time)),
    progress(message, platform),
    ...tools(message, on, platform),
  );
}

/** What the message answers, in one line. */
function quoted({ reply_to }, messages) {
  if (reply_to === undefined || reply_to === null) return null;
  const found = messages.find(({ id }) => String(id) === String(reply_to));
  const kind = found?.attachments?.[0]?.kind;
  const words = found?.text || (kind ? t(`kind_${kind}`) : t('message'));
  return h('div', { className: 'quote', dir: 'auto' }, words);
}

/**
 * One message with its buttons.
 * @param {any} message
 * @param {{press: (message: any, button: any) => void, edit: (message: any) => void,
 *   react: (message: any, on: boolean) => void}} on
 * @param {{platform: any, messages: any[]}} around
 * @returns {HTMLElement} a group of the message and what is under it
 */
export function bubble(message, on, { platform, messages }) {
  const group = h('div', { className: `group ${message.from}`, id: `message-${message.n}` });
  const node = h('div', { className: `message ${message.from}` });
  const press = (button) => on.press(message, button);
  if (message.deleted) {
    node.append(h('i', { className: 'muted' }, t('deleted')));
  } else {
    if (message.attachments?.[0]?.kind === 'sticker') node.classList.add('bare');
    node.append(...[quoted(message, messages)].filter(Boolean), ...attachmentsOf(message, press));
    if (message.text) node.append(formatted(message.text, message.entities));
  }
  node.append(metaOf(message, on, platform));
  group.append(node);
  if (message.buttons && !message.deleted) group.append(buttonLines(message.buttons, press));
  return group;
}

/** Lines of buttons; those with a width of their own stand on a grid of six. */
export function buttonLines(rows, press, className = 'buttons') {
  const lines = rows.map((row) => {
    const grid = row.some(({ columns }) => columns) ? 'line six' : 'line';
    return h('div', { className: grid }, ...row.map((button) => pressable(button, press)));
  });
  return h('div', { className }, ...lines);
}

/** A line between the messages of two days, or nothing. */
export function dayLine(before, message) {
  const day = new Date(message.time).toDateString();
  if (before && new Date(before.time).toDateString() === day) return null;
  const today = day === new Date().toDateString();
  return h(
    'div',
    { className: 'day' },
    today ? t('today') : dayName.format(new Date(message.time)),
  );
}
