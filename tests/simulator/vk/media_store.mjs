import { randomBytes } from 'node:crypto';
import { mediaPath } from '../shared/files.mjs';
import { badParameter } from './errors.mjs';
import { docTypeOf, extensionOf } from './media_checks.mjs';

const firstId = 457_000_001;
const mentionForm = /^([a-z_]+)(-?\d+)_(\d+)(?:_([\w-]+))?$/;
/** Widths of a picture's copies, by the letter of the copy. */
const copies = { s: 75, m: 130, x: 604, y: 807, z: 1080, w: 2560 };

/**
 * Something that can be attached to a message.
 * @typedef {object} Media
 * @property {string} type      as in attachments
 * @property {number} owner_id  negative = a community
 * @property {number} id
 * @property {string} access_key
 * @property {any} body         the object beside `type`
 */

const nowSeconds = () => Math.floor(Date.now() / 1000);
const makeKey = () => randomBytes(9).toString('hex');

/**
 * The copies of a picture, none wider than itself.
 * @param {string} url
 * @param {{width: number, height: number}} size
 */
function sizesOf(url, { width, height }) {
  return Object.entries(copies).map(([type, most]) => {
    const scale = Math.min(1, most / width);
    const side = (pixels) => Math.max(1, Math.round(pixels * scale));
    return { type, url: `${url}?size=${type}`, width: side(width), height: side(height) };
  });
}

/** What was sent or uploaded, by owner and number. */
export class MediaStore {
  /** @type {Map<string, Media>} */
  #known = new Map();
  #nextId = firstId;

  /** @param {import('./world.mjs').VkWorld} world */
  constructor(world) {
    this.world = world;
  }

  /** @param {number} owner_id @param {import('../shared/samples.mjs').Content} content */
  addPhoto(owner_id, content) {
    const url = this.#keep(content);
    const { width = 640, height = 640 } = content;
    return this.#add('photo', owner_id, {
      ...{ album_id: owner_id < 0 ? -64 : -3, text: '' },
      sizes: sizesOf(url, { width, height }),
      orig_photo: { type: 'base', url, width, height },
    });
  }

  /** @param {number} owner_id @param {import('../shared/samples.mjs').Content} content */
  addDoc(owner_id, content) {
    const ext = extensionOf(content.name);
    const url = `${this.#keep(content)}?dl=1`;
    const size = content.bytes.length;
    const type = docTypeOf(ext);
    return this.#add('doc', owner_id, { title: content.name, size, ext, type, url });
  }

  /**
   * @param {number} owner_id
   * @param {import('../shared/samples.mjs').Content} content
   * @param {number} duration  seconds
   */
  addVoice(owner_id, content, duration) {
    const url = this.#keep(content);
    const waveform = Array.from({ length: 32 }, (_, at) => (at * 7) % 32);
    const links = { link_ogg: url, link_mp3: `${url}?as=mp3` };
    return this.#add('audio_message', owner_id, { duration, waveform, ...links });
  }

  /**
   * The file itself has no address: only its picture has.
   * @param {number} owner_id
   * @param {import('../shared/samples.mjs').Content} picture
   * @param {{title: string, duration: number}} about
   */
  addVideo(owner_id, picture, about) {
    const { width = 640, height = 640 } = picture;
    const image = [{ url: this.#keep(picture), width, height }];
    return this.#add('video', owner_id, { ...about, image });
  }

  /**
   * An attachment as it stands in a message: stickers have no owner.
   * @param {number} sticker_id
   * @param {import('../shared/samples.mjs').Content} picture
   */
  sticker(sticker_id, picture) {
    const { width = 512, height = 512 } = picture;
    const images = [{ url: this.#keep(picture), width, height }];
    return { type: 'sticker', sticker: { sticker_id, product_id: 279, images } };
  }

  /**
   * As sticker: a drawing.
   * @param {number} owner_id
   * @param {import('../shared/samples.mjs').Content} picture
   */
  graffiti(owner_id, picture) {
    const { width = 512, height = 512 } = picture;
    const graffiti = { id: this.#nextId++, owner_id, url: this.#keep(picture), width, height };
    return { type: 'graffiti', graffiti };
  }

  /**
   * What the parameter `attachment` names.
   * @param {any} text        e.g. photo-555_457_k1,doc42_460_k4
   * @param {number} caller   whose own media need no access key
   * @returns {Media[]}
   */
  named(text, caller) {
    const names = String(text ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    return names.map((name) => {
      const match = mentionForm.exec(name);
      if (!match) throw badParameter(`attachment ${name} has an unknown form`);
      const [, type, owner, id, key] = match;
      const found = this.#known.get(`${owner}_${id}`);
      const asDocument = type === 'doc' && found?.type === 'audio_message';
      const fits = found && (found.type === type || asDocument);
      const open = fits && (found.owner_id === caller || found.access_key === key);
      if (!open) throw badParameter(`attachment ${name} does not exist or is not yours`);
      return found;
    });
  }

  snapshot() {
    return [...this.#known.values()];
  }

  /** @param {Media[]} saved  what snapshot gave */
  restore(saved) {
    for (const media of saved) {
      this.#known.set(`${media.owner_id}_${media.id}`, media);
      this.#nextId = Math.max(this.#nextId, media.id + 1);
    }
  }

  clear() {
    this.#known.clear();
  }

  #keep(content) {
    const file = this.world.files.add(content);
    return this.world.shared.url() + mediaPath('/vk/media', file);
  }

  #add(type, owner_id, fields) {
    const id = this.#nextId++;
    const access_key = makeKey();
    const body = { id, owner_id, date: nowSeconds(), access_key, ...fields };
    const media = { type, owner_id, id, access_key, body };
    this.#known.set(`${owner_id}_${id}`, media);
    return media;
  }
}

/** @param {Media} media */
export const attachmentOf = ({ type, body }) => ({ type, [type]: body });
