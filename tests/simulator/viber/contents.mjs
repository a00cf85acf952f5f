import {
  coordinate,
  extensionOf,
  object,
  present,
  text,
  webAddress,
  whole,
  words,
} from './fields.mjs';
import { checkCarousel, checkKeyboard } from './keyboard.mjs';
import { badData } from './statuses.mjs';

const megabyte = 1024 * 1024;
const pictureExtensions = new Set(['.jpg', '.jpeg', '.png', '.gif']);
const executable = new Set(
  (
    'action apk app bat bin cmd com command cpl csh exe gadget inf1 ins inx ipa isu job jse ksh ' +
    'lnk msc msi msp mst osx out paf pif prg ps1 reg rgs run sct shb shs u3p vb vbe vbs vbscript ' +
    'workflow ws wsf'
  ).split(' '),
);

/**
 * What of a message has to be fetched, and what it has to be.
 * @typedef {object} Media
 * @property {string} url
 * @property {string[]} types   content types that will do; empty = any
 * @property {number} maxBytes
 * @property {number} [size]    what the message says of it, bytes
 */

/** @param {string} url @param {Set<string>} allowed */
function checkExtension(url, allowed) {
  if (allowed.has(extensionOf(url))) return;
  throw badData(`the path of media ends with none of ${[...allowed].join(' ')}`);
}

function picture(params) {
  const url = webAddress(params.media, 'media');
  checkExtension(url, pictureExtensions);
  const caption = text(params.text, 'text', 768);
  return {
    shown: { text: caption || undefined, attachments: [{ kind: 'photo', url }] },
    media: { url, types: ['image/jpeg', 'image/png', 'image/gif'], maxBytes: 3 * megabyte },
    thumbnail: thumbnailOf(params),
  };
}

function video(params) {
  const url = webAddress(params.media, 'media');
  checkExtension(url, new Set(['.mp4']));
  const size = whole(params.size, 'size', 1, 26 * megabyte);
  if (params.duration !== undefined) whole(params.duration, 'duration', 0, 180);
  if (params.text !== undefined) text(params.text, 'text', 768);
  return {
    shown: { text: params.text || undefined, attachments: [{ kind: 'video', url, size }] },
    media: { url, types: ['video/mp4'], maxBytes: 26 * megabyte, size },
    thumbnail: thumbnailOf(params),
  };
}

function file(params) {
  const url = webAddress(params.media, 'media');
  if (extensionOf(url) === '') throw badData('the path of media has no extension');
  const size = whole(params.size, 'size', 1, 50 * megabyte);
  const name = words(params.file_name, 'file_name', 256);
  const extension = /[^.]\.([^.]+)$/.exec(name)?.[1];
  if (!extension) throw badData('file_name has no extension');
  if (executable.has(extension.toLowerCase())) throw badData(`.${extension} files are not allowed`);
  return {
    shown: { attachments: [{ kind: 'file', url, name, size }] },
    media: { url, types: [], maxBytes: 50 * megabyte, size },
  };
}

function thumbnailOf({ thumbnail }) {
  if (thumbnail === undefined || thumbnail === '') return undefined;
  const url = webAddress(thumbnail, 'thumbnail');
  return { url, types: ['image/jpeg', 'image/png'], maxBytes: 100 * 1024 };
}

function location(params) {
  const { lat, lon } = object(params.location, 'location');
  const latitude = coordinate(lat, 'location.lat', 90);
  const longitude = coordinate(lon, 'location.lon', 180);
  return { shown: { attachments: [{ kind: 'location', latitude, longitude }] } };
}

function contact(params) {
  const given = object(params.contact, 'contact');
  const name = words(given.name, 'contact.name', 28);
  const phone = words(given.phone_number, 'contact.phone_number', 18);
  return { shown: { attachments: [{ kind: 'contact', name, phone }] } };
}

function richMedia(params, version) {
  const cards = checkCarousel(present(params.rich_media, 'rich_media'), version);
  if (params.alt_text !== undefined) text(params.alt_text, 'alt_text', 7000);
  return { shown: { attachments: cards } };
}

/** The content by its type. @type {Record<string, (params: any, version: number) => any>} */
const types = {
  text: (params) => ({ shown: { text: words(params.text, 'text', 7000) } }),
  picture,
  video,
  file,
  location,
  contact,
  url: ({ media }) => {
    const url = webAddress(media, 'media');
    return { shown: { text: url, attachments: [{ kind: 'link', url, title: url }] } };
  },
  sticker: ({ sticker_id }) => {
    const id = whole(sticker_id, 'sticker_id', 1, 2 ** 31);
    return { shown: { attachments: [{ kind: 'sticker', name: String(id) }] } };
  },
  rich_media: richMedia,
};

/** Null is as good as nothing: viber-bot sends `keyboard: null`. */
const withoutNulls = (params) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null));

/** @param {any} params */
function checkSender({ sender }) {
  object(sender, 'sender');
  words(sender.name, 'sender.name', 28);
  if (sender.avatar) webAddress(sender.avatar, 'sender.avatar');
}

/**
 * Checks a message apart from whom it goes to.
 * @param {any} sent  of send_message, broadcast_message or a welcome message
 * @param {{anonymous?: boolean}} [how]  a welcome may come without a sender, as viber-bot sends it
 * @returns {{shown: any, version: number, media?: Media, thumbnail?: Media}} what people see, the
 *   least api_version of their clients, and what has to be fetched
 */
export function checkMessage(sent, { anonymous = false } = {}) {
  const params = withoutNulls(sent);
  const type = words(params.type, 'type', 64);
  if (!Object.hasOwn(types, type)) throw badData(`there is no type ${type}`);
  if (!anonymous || params.sender !== undefined) checkSender(params);
  if (params.tracking_data !== undefined) text(params.tracking_data, 'tracking_data', 4000);
  const version =
    params.min_api_version === undefined
      ? 1
      : whole(params.min_api_version, 'min_api_version', 1, 99);
  const content = types[type](params, version);
  const { keyboard } = params;
  const lines = keyboard === undefined ? null : checkKeyboard(keyboard, version);
  return { ...content, version, shown: { ...content.shown, keyboard: lines } };
}
