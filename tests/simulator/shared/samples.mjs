import { readFileSync } from 'node:fs';
import { ControlError } from './errors.mjs';

const folder = new URL('../page/samples/', import.meta.url);

const portrait = { mime: 'image/jpeg', width: 320, height: 320 };

/** What the bundled samples are, so that a message about them tells the truth. */
const samples = {
  'dress.jpg': { mime: 'image/jpeg', width: 960, height: 1280 },
  'parcel.jpg': { mime: 'image/jpeg', width: 1280, height: 960 },
  'blouse.jpg': { mime: 'image/jpeg', width: 1080, height: 1080 },
  'belt.jpg': { mime: 'image/jpeg', width: 1200, height: 800 },
  'portrait.jpg': portrait,
  'portrait_beard.jpg': portrait,
  'portrait_bun.jpg': portrait,
  'portrait_curls.jpg': portrait,
  'portrait_fair.jpg': portrait,
  'portrait_grey.jpg': portrait,
  'portrait_short.jpg': portrait,
  'thumbs_up.webp': { mime: 'image/webp', width: 512, height: 512 },
  'heart.webp': { mime: 'image/webp', width: 512, height: 512 },
  'voice.ogg': { mime: 'audio/ogg' },
  'clip.mp4': { mime: 'video/mp4', width: 320, height: 240 },
  'price.pdf': { mime: 'application/pdf' },
};

/**
 * @typedef {object} Content
 * @property {Buffer} bytes
 * @property {string} mime
 * @property {string} name
 * @property {number} [width]   pixels
 * @property {number} [height]
 */

/** @param {string} name */
export const isSample = (name) => Object.hasOwn(samples, name);

/**
 * @param {string} name
 * @returns {Content}
 */
export function sample(name) {
  if (!isSample(name)) throw new ControlError(400, `there is no sample ${name}`);
  return { bytes: readFileSync(new URL(name, folder)), name, ...samples[name] };
}

/**
 * The picture of a new person or account; null when the wish names no sample.
 * @param {any} photo  true = the usual one, or the name of a sample
 */
export function portraitOf(photo) {
  if (photo === true) return sample('portrait.jpg');
  return isSample(photo) ? sample(photo) : null;
}

/**
 * What an action is about: the uploaded part named `file`, or a bundled sample by its name.
 * @param {any} params  {file?, sample?, width?, height?}
 * @param {string} fallback  name of a sample
 * @returns {Content}
 */
export function contentOf(params, fallback) {
  if (!params.file?.bytes) return sample(params.sample ?? fallback);
  const { bytes, mime, file_name } = params.file;
  const size = { width: Number(params.width ?? 640), height: Number(params.height ?? 640) };
  return { bytes, mime, name: file_name, ...size };
}
