/** How a message of VK looks in the shape that all platforms share. */

const colours = {
  primary: '#2688eb',
  secondary: '#ffffff',
  positive: '#4bb34b',
  negative: '#e64646',
};
const buttonKinds = { text: 'reply', callback: 'reply', open_link: 'url', location: 'location' };
const labels = { location: '📍', vkpay: 'VK Pay' };

const largest = (copies) =>
  [...copies].sort((a, b) => b.width * b.height - a.width * a.height).at(0)?.url;

/** @type {Record<string, (body: any) => import('../shared/conversation.mjs').Attachment>} */
const shownKinds = {
  photo: ({ sizes, orig_photo }) => ({ kind: 'photo', url: orig_photo?.url ?? largest(sizes) }),
  graffiti: ({ url }) => ({ kind: 'photo', url }),
  video: ({ image, title }) => ({ kind: 'video', url: largest(image), name: title }),
  doc: ({ url, title, size }) => ({ kind: 'file', url, name: title, size }),
  audio_message: ({ link_ogg }) => ({ kind: 'voice', url: link_ogg }),
  audio: ({ url, artist, title }) => ({ kind: 'audio', url, name: `${artist} — ${title}` }),
  sticker: ({ images }) => ({ kind: 'sticker', url: largest(images) }),
  link: ({ url, title }) => ({ kind: 'link', url, title }),
};

/** @param {any} button  of a keyboard */
function shownButton({ action, color }) {
  const { type, label, link, payload } = action;
  const text = label ?? labels[type] ?? type;
  const shown = { text, kind: buttonKinds[type] ?? 'none' };
  if (payload !== undefined) {
    shown.payload = typeof payload === 'string' ? payload : JSON.stringify(payload);
  }
  if (link) shown.url = link;
  if (color) shown.colour = colours[color];
  return shown;
}

/** @param {any} keyboard */
export const shownButtons = (keyboard) => keyboard.buttons.map((row) => row.map(shownButton));

/** @param {any} element  of a carousel */
function shownCard({ title, description, buttons = [] }) {
  return { kind: 'card', title, text: description, buttons: buttons.map(shownButton) };
}

/**
 * @param {any} wire  a message of the platform
 * @returns {{text?: string, attachments?: any[], buttons?: any[][], reply_to?: number}}
 */
export function shownMessage(wire) {
  const attachments = wire.attachments.map((one) => {
    const body = one[one.type] ?? {};
    const show = shownKinds[one.type];
    return show ? show(body) : { kind: 'link', url: body.url ?? '', title: body.title ?? one.type };
  });
  if (wire.geo) attachments.push({ kind: 'location', ...wire.geo.coordinates });
  for (const element of wire.template?.elements ?? []) attachments.push(shownCard(element));
  const shown = { text: wire.text };
  if (attachments.length) shown.attachments = attachments;
  if (wire.keyboard?.inline) shown.buttons = shownButtons(wire.keyboard);
  if (wire.reply_message) shown.reply_to = wire.reply_message.id;
  return shown;
}
