import { h } from './dom.js';
import { t } from './i18n.js';

const external = { target: '_blank', rel: 'noreferrer' };
const card = (mark, ...lines) =>
  h('div', { className: 'card' }, h('span', { className: 'mark' }, mark), h('div', {}, ...lines));

function fileSize(bytes) {
  if (!bytes) return null;
  const size =
    bytes < 1024 * 1024
      ? `${Math.ceil(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return h('small', {}, size);
}

/** A picture that was sent by address may be gone: then the address is shown. */
function picture(className, { url, name }, alt) {
  if (!url) return card('🙂', name ?? alt);
  const image = h('img', { className, src: url, alt: name ?? alt });
  image.addEventListener('error', () => image.replaceWith(card('🖼', link(url, url))));
  return image;
}

const link = (href, text) => h('a', { href, ...external }, text);

/** A card of a carousel with its picture, words and buttons. */
function richCard({ url, title, text, buttons = [] }, press) {
  const pictured = url && h('img', { src: url, alt: title ?? '' });
  return h(
    'div',
    { className: 'rich-card' },
    pictured,
    title && h('b', {}, title),
    text && h('span', {}, text),
    ...buttons.map((button) => pressable(button, press)),
  );
}

/**
 * A button of the account, in its colour and width.
 * @param {any} button  of shared/conversation.mjs
 * @param {(button: any) => void} press
 */
export function pressable(button, press) {
  const node = h('button', { onclick: () => press(button) });
  if (button.image)
    node.append(h('img', { src: button.image, alt: button.text || button.payload }));
  if (button.text) node.append(button.text, button.kind === 'url' ? ' ↗' : '');
  if (!node.textContent && !button.image) node.append('▢');
  if (button.columns) node.style.gridColumn = `span ${button.columns}`;
  if (button.colour) {
    node.style.background = button.colour;
    node.style.color = isDark(button.colour) ? '#fff' : '#16202a';
  }
  return node;
}

/** Whether white is easier to read on this colour than black. */
function isDark(colour) {
  const channels = colour.match(/[0-9a-f]{2}/gi)?.map((part) => parseInt(part, 16) / 255);
  if (!channels) return false;
  const [red, green, blue] = channels.map((one) =>
    one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18;
}

const video = ({ url }) =>
  h('video', { className: 'photo', controls: true, preload: 'metadata', src: url });

/** A video without sound that runs for ever; an old one is a picture. */
function animation({ url, mime, name }) {
  if (mime === 'image/gif') return picture('photo', { url, name }, t('kind_animation'));
  const looped = { className: 'photo', autoplay: true, loop: true, muted: true, src: url };
  const node = h('video', { ...looped, playsInline: true });
  node.setAttribute('aria-label', t('kind_animation'));
  return node;
}

const place = ({ latitude, longitude }) => `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;

/** @type {Record<string, (attachment: any, press: (button: any) => void) => Node>} */
const shown = {
  photo: (one) => picture('photo', one, t('photo')),
  sticker: (one) => picture('sticker', one, t('sticker')),
  video,
  animation,
  video_note: ({ url }) =>
    h('video', { className: 'round', controls: true, preload: 'metadata', src: url }),
  voice: ({ url }) => h('audio', { controls: true, preload: 'none', src: url }),
  audio: ({ url, name, title }) =>
    h('div', {}, title ?? name ?? '', h('audio', { controls: true, preload: 'none', src: url })),
  file: ({ url, name, size }) =>
    card('📄', h('a', { href: url, download: name ?? '' }, name ?? url), ' ', fileSize(size)),
  location: ({ name, text, ...at }) =>
    card('📍', name ? h('b', {}, `${name} `) : '', text ? `${text} ` : '', place(at)),
  contact: ({ name, phone }) => card('👤', h('b', {}, name ?? ''), h('br'), phone ?? ''),
  link: ({ url, title }) => card('🔗', url ? link(url, title || url) : (title ?? '')),
  card: richCard,
};

/**
 * What a message carries besides its text. Cards stand side by side.
 * @param {any} message
 * @param {(button: any) => void} press
 * @returns {Node[]}
 */
export function attachmentsOf({ attachments = [] }, press) {
  const nodes = attachments.map((one) => shown[one.kind]?.(one, press) ?? card('▢', one.kind));
  const cards = nodes.filter((_, index) => attachments[index].kind === 'card');
  const others = nodes.filter((_, index) => attachments[index].kind !== 'card');
  return cards.length ? [...others, h('div', { className: 'carousel' }, ...cards)] : others;
}
