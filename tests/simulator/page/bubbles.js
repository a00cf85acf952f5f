import { h } from './dom.js';
import { language, t } from './i18n.js';

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const dayName = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' });

const source = (file) => `/control/files/${file.file_id}`;
const card = (mark, ...lines) =>
  h('div', { className: 'card' }, h('span', { className: 'mark' }, mark), h('div', {}, ...lines));

/** A text with its links made clickable, from the entities of the message. */
function formatted(text, entities = []) {
  const box = h('span', { className: 'text', dir: 'auto' });
  let at = 0;
  for (const { type, offset, length, url } of entities) {
    if (offset < at) continue;
    const part = text.slice(offset, offset + length);
    box.append(text.slice(at, offset));
    if (type === 'url' || type === 'text_link') {
      box.append(h('a', { href: url ?? part, target: '_blank', rel: 'noreferrer' }, part));
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

/** The content of one message, by its kind. */
function content(message) {
  if (message.photo) {
    return [h('img', { className: 'photo', src: source(message.photo.at(-1)), alt: t('photo') })];
  }
  if (message.sticker) {
    const { emoji } = message.sticker;
    return [
      h('img', { className: 'sticker', src: source(message.sticker), alt: emoji ?? t('sticker') }),
    ];
  }
  if (message.voice) {
    return [h('audio', { controls: true, preload: 'none', src: source(message.voice) })];
  }
  if (message.document) {
    const link = { href: source(message.document), download: message.document.file_name };
    return [card('📄', h('a', link, message.document.file_name))];
  }
  if (message.location) {
    const { latitude, longitude } = message.location;
    return [card('📍', `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)];
  }
  if (message.contact) {
    const { first_name, last_name, phone_number } = message.contact;
    const name = [first_name, last_name].filter(Boolean).join(' ');
    return [card('👤', h('b', {}, name), h('br'), phone_number)];
  }
  return [];
}

/** Ticks as people know them: one = on its way, two = the bot's program has it. */
function ticks(message) {
  if (message.side !== 'client') return null;
  return h('span', { className: 'ticks' }, message.accepted ? ' ✓✓' : ' ✓');
}

/**
 * One message with its buttons.
 * @param {any} message
 * @param {{press: (message: any, button: any) => void, edit: (message: any) => void}} on
 */
export function bubble(message, on) {
  const text = message.text ?? message.caption;
  const meta = h('span', { className: 'meta' }, message.edit_date ? `${t('edited')} ` : '');
  meta.append(clock.format(new Date(message.time)), ticks(message) ?? '');
  const node = h('div', {
    className: `message ${message.side}`,
    id: `message-${message.message_id}`,
  });
  if (message.sticker) node.classList.add('bare');
  node.append(...content(message));
  if (text !== undefined) node.append(formatted(text, message.entities));
  node.append(meta);
  if (message.side === 'client' && text !== undefined) {
    node.title = t('edit');
    node.addEventListener('dblclick', () => on.edit(message));
  }
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return [node];
  const buttons = rows.map((row) => {
    const line = row.map((button) =>
      h(
        'button',
        { onclick: () => on.press(message, button) },
        button.text,
        button.url ? ' ↗' : '',
      ),
    );
    return h('div', { className: 'line' }, ...line);
  });
  return [node, h('div', { className: 'buttons' }, ...buttons)];
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
