import { ControlError } from './errors.mjs';

const maxWaitMs = 60_000;

/**
 * The parameters of a request from its query and its body: JSON, a form or multipart. A file is
 * {file_name, mime, bytes} under the name of its part.
 * @param {import('fastify').FastifyRequest} request
 * @returns {Promise<Record<string, any>>}
 */
export async function readParams(request) {
  const body = request.isMultipart() ? await readMultipart(request) : request.body;
  if (body !== undefined && body !== null && typeof body !== 'object') {
    throw new ControlError(400, "can't parse the request");
  }
  return { ...request.query, ...body };
}

/** @param {import('fastify').FastifyRequest} request */
export async function readMultipart(request) {
  const params = {};
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      params[part.fieldname] = { file_name: part.filename, mime: part.mimetype, bytes };
    } else {
      params[part.fieldname] = part.value;
    }
  }
  return params;
}

/**
 * @param {any} value
 * @param {number} [fallback]
 */
export const number = (value, fallback = 0) =>
  value === undefined || value === null || value === '' ? fallback : Number(value) || 0;

/** How long `?wait=` asks to wait, in milliseconds. */
export const waitOf = (query) => Math.min(maxWaitMs, number(query.wait));
