import { badRequest } from './errors.mjs';

export const megabyte = 1024 * 1024;
const maxSideSum = 10_000;
const maxRatio = 20;

/**
 * What the platform wants of one kind of file.
 * @typedef {object} MediaKind
 * @property {string} name       as in errors about a file_id of another kind
 * @property {number} [maxBytes] of an upload; without it the limit of every request
 * @property {number} urlBytes   of what is fetched by address
 * @property {string[]} urlTypes content types that are taken from an address
 * @property {string[] | null} types  what the bytes may be; others go as a document
 * @property {(look: {mime: string | null, width?: number, height?: number}) => void} [check]
 */

/** A photo is shown, so its bytes have to be a picture of bearable sides. */
function checkPhoto({ mime, width, height }) {
  if (!mime?.startsWith('image/') || width === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const ratio = Math.max(width / height, height / width);
  if (width + height > maxSideSum || !(ratio <= maxRatio)) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  }
}

const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const music = ['audio/mpeg', 'audio/mp4'];

/** @type {Record<string, MediaKind>} */
export const mediaKinds = {
  photo: {
    ...{ name: 'Photo', maxBytes: 10 * megabyte, urlBytes: 5 * megabyte, urlTypes: pictures },
    ...{ types: null, check: checkPhoto },
  },
  video: {
    ...{ name: 'Video', urlBytes: 20 * megabyte, urlTypes: ['video/mp4'] },
    types: ['video/mp4'],
  },
  animation: {
    ...{ name: 'Animation', urlBytes: 20 * megabyte, urlTypes: ['image/gif', 'video/mp4'] },
    types: ['image/gif', 'video/mp4'],
  },
  video_note: {
    ...{ name: 'VideoNote', urlBytes: 20 * megabyte, urlTypes: [] },
    types: ['video/mp4'],
  },
  voice: {
    ...{ name: 'VoiceNote', urlBytes: 20 * megabyte, urlTypes: ['audio/ogg'] },
    types: ['audio/ogg', ...music],
  },
  audio: {
    ...{ name: 'Audio', urlBytes: 20 * megabyte, urlTypes: [...music, 'audio/x-m4a'] },
    types: music,
  },
  document: {
    ...{ name: 'Document', urlBytes: 20 * megabyte, types: null },
    urlTypes: ['application/pdf', 'application/zip', 'image/gif'],
  },
  sticker: {
    ...{ name: 'Sticker', urlBytes: 20 * megabyte, urlTypes: ['image/webp'] },
    types: ['image/webp', 'application/gzip', 'video/webm'],
  },
};
