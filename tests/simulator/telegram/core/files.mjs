import { randomBytes } from 'node:crypto';

const folders = { image: 'photos', audio: 'voice', video: 'videos' };

/**
 * @typedef {object} StoredFile
 * @property {string} file_id
 * @property {string} file_unique_id
 * @property {string} file_path
 * @property {string} mime
 * @property {string} name
 * @property {string} [kind]  of mediaKinds; a file_id is sent again only as what it is
 * @property {number} [bot]   whose the file_id is; none = everyone's
 * @property {number} file_size
 * @property {number} [width]
 * @property {number} [height]
 * @property {Buffer} bytes
 */

/** The platform's file store. */
export class Files {
  /** @type {Map<string, StoredFile>} */
  #byId = new Map();
  /** @type {Map<string, StoredFile>} */
  #byPath = new Map();

  /**
   * @param {{bytes: Buffer, mime: string, name: string, width?: number, height?: number,
   *   kind?: string, bot?: number}} content
   */
  add({ bytes, mime, name, width, height, kind, bot }) {
    const number = this.#byId.size + 1;
    const folder = folders[mime.split('/')[0]] ?? 'documents';
    const extension = name.includes('.') ? name.slice(name.lastIndexOf('.')) : '';
    return this.restore({
      file_id: `AgAC${randomBytes(18).toString('base64url')}`,
      file_unique_id: randomBytes(9).toString('base64url'),
      file_path: `${folder}/file_${number}${extension}`,
      ...{ mime, name, kind, bot },
      file_size: bytes.length,
      ...{ width, height, bytes },
    });
  }

  /** @param {StoredFile} file */
  restore(file) {
    this.#byId.set(file.file_id, file);
    this.#byPath.set(file.file_path, file);
    return file;
  }

  /** @param {string} fileId */
  byId(fileId) {
    return this.#byId.get(fileId);
  }

  /** @param {string} path */
  byPath(path) {
    return this.#byPath.get(path);
  }

  all() {
    return [...this.#byId.values()];
  }
}
