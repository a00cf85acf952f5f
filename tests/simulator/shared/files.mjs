import { randomBytes } from 'node:crypto';
import { ControlError } from './errors.mjs';

/**
 * @typedef {import('./samples.mjs').Content & {id: string, size: number}} StoredFile
 */

/** What a platform keeps of files; each has an address of its own that needs no sign-in. */
export class Files {
  /** @type {Map<string, StoredFile>} */
  #byId = new Map();

  /** @param {import('./samples.mjs').Content} content  further fields are kept with the file */
  add(content) {
    const id = randomBytes(12).toString('base64url');
    return this.#keep({ ...content, id, size: content.bytes.length });
  }

  /** @param {string} id */
  byId(id) {
    return this.#byId.get(id);
  }

  /** For a state file: bytes as base64. */
  snapshot() {
    return [...this.#byId.values()].map((file) => ({
      ...file,
      bytes: file.bytes.toString('base64'),
    }));
  }

  /** @param {any[]} saved  what snapshot gave */
  restore(saved) {
    for (const file of saved) this.#keep({ ...file, bytes: Buffer.from(file.bytes, 'base64') });
  }

  clear() {
    this.#byId.clear();
  }

  #keep(file) {
    this.#byId.set(file.id, file);
    return file;
  }
}

/**
 * The path of a file below `prefix`, with its name at the end as programs expect.
 * @param {string} prefix  e.g. /viber/media
 * @param {StoredFile} file
 */
export const mediaPath = (prefix, file) => `${prefix}/${file.id}/${encodeURIComponent(file.name)}`;

/**
 * Serves what `mediaPath` names.
 * @param {import('fastify').FastifyInstance} app
 * @param {string} prefix
 * @param {Files} files
 */
export function mediaRoute(app, prefix, files) {
  app.get(`${prefix}/:id/:name`, (request, reply) => {
    const file = files.byId(request.params.id);
    if (!file) throw new ControlError(404, 'there is no such file');
    return reply.type(file.mime).header('cache-control', 'max-age=3600').send(file.bytes);
  });
}
