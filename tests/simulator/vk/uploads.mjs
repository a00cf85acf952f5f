import { randomBytes } from 'node:crypto';
import { acceptedPicture, acceptedVoice, isRefusedDocument } from './media_checks.mjs';

const maxPhotoBytes = 50 * 1024 * 1024;
const maxDocBytes = 200 * 1024 * 1024;
const servers = 900_000;
const nothing = '[]';

/**
 * A place a file can be sent to, and what came.
 * @typedef {object} Upload
 * @property {string} id
 * @property {'photo' | 'doc' | 'audio_message'} kind
 * @property {number} community
 * @property {number | null} peer
 * @property {number} server
 * @property {string} hash
 * @property {string} ref       names the file in the third step
 * @property {import('../shared/samples.mjs').Content} [content]
 * @property {number} [duration]  seconds
 */

/** @param {any} file  a multipart part: {file_name, mime, bytes} */
const contentOf = ({ bytes, mime, file_name }) => ({ bytes, mime, name: file_name || 'file' });

/** What each kind of place takes, and what it then answers. */
const kinds = {
  photo: {
    part: 'photo',
    take(upload, file) {
      const picture = file && file.bytes.length <= maxPhotoBytes && acceptedPicture(file.bytes);
      if (!picture) return { server: upload.server, photo: nothing, hash: upload.hash };
      upload.content = { ...contentOf(file), ...picture };
      const photo = JSON.stringify([{ photo: upload.ref, sizes: [], kid: upload.id }]);
      return { server: upload.server, photo, hash: upload.hash };
    },
  },
  doc: {
    part: 'file',
    take(upload, file) {
      if (!file || file.bytes.length === 0) return { error: 'no_file' };
      if (file.bytes.length > maxDocBytes) return { error: 'file_too_big' };
      if (isRefusedDocument(file.file_name ?? '')) return { error: 'unsupported_extension' };
      upload.content = contentOf(file);
      return { file: upload.ref };
    },
  },
  audio_message: {
    part: 'file',
    take(upload, file) {
      const voice = file && acceptedVoice(file.bytes);
      if (!voice) return { error: 'invalid_audio_message' };
      upload.content = { ...contentOf(file), mime: 'audio/ogg' };
      upload.duration = voice.duration;
      return { file: upload.ref };
    },
  },
};

/** Uploads between their first and their third step. */
export class Uploads {
  /** @type {Map<string, Upload>} */
  #places = new Map();
  /** @type {Map<string, Upload>} */
  #received = new Map();

  /**
   * @param {Upload['kind']} kind
   * @param {number} community
   * @param {number | null} peer
   */
  open(kind, community, peer) {
    const id = randomBytes(12).toString('hex');
    const upload = { id, kind, community, peer, server: 0, hash: '', ref: '' };
    upload.server = servers + (this.#places.size % 1000);
    upload.hash = randomBytes(9).toString('hex');
    upload.ref = `${id}|${randomBytes(24).toString('base64url')}`;
    this.#places.set(id, upload);
    return upload;
  }

  /** @param {string} kind @param {string} id */
  place(kind, id) {
    const upload = this.#places.get(id);
    return upload?.kind === kind ? upload : null;
  }

  /**
   * A file came.
   * @param {Upload} upload
   * @param {Record<string, any>} parts  of the multipart body
   * @returns {any} what the upload server answers
   */
  receive(upload, parts) {
    const { part, take } = kinds[upload.kind];
    const file = parts[part]?.bytes ? parts[part] : null;
    const answer = take(upload, file);
    if (upload.content) this.#received.set(upload.ref, upload);
    return answer;
  }

  /** What the upload server says when it did not take the file. @param {Upload} upload */
  refusal(upload) {
    return kinds[upload.kind].take(upload, null);
  }

  /** @param {string} ref */
  uploaded(ref) {
    return this.#received.get(ref) ?? null;
  }

  /** The name of the file within the parameter `photo`. @param {string} told */
  refOfPhoto(told) {
    try {
      return JSON.parse(told)[0]?.photo ?? '';
    } catch {
      return '';
    }
  }

  /** Saved: neither the place nor the file is there any more. @param {Upload} upload */
  close(upload) {
    this.#places.delete(upload.id);
    this.#received.delete(upload.ref);
  }
}
