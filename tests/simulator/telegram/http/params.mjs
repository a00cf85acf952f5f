import { readMultipart } from '../../shared/params.mjs';
import { badRequest } from '../core/errors.mjs';

/** Parameters that are JSON inside a query or a form. */
const nested = new Set([
  'reply_markup',
  'allowed_updates',
  'entities',
  'reply_parameters',
  'link_preview_options',
  'commands',
  'media',
  'caption_entities',
  'message_ids',
]);

/**
 * The parameters of a call from its query and its body, in any of the forms the Bot API takes.
 * @param {import('fastify').FastifyRequest} request
 * @returns {Promise<Record<string, any>>}
 */
export async function readParams(request) {
  const body = request.isMultipart() ? await readMultipart(request) : request.body;
  if (body !== undefined && body !== null && typeof body !== 'object') {
    throw badRequest("can't parse the request");
  }
  const params = { ...request.query, ...body };
  for (const name of nested) {
    if (typeof params[name] !== 'string') continue;
    try {
      params[name] = JSON.parse(params[name]);
    } catch {
      throw badRequest(`can't parse ${name} JSON object`);
    }
  }
  return params;
}

/**
 * The parameters for the record of calls: of a file only what it is, not its bytes.
 * @param {Record<string, any>} params
 */
export function recordable(params) {
  const kept = Object.entries(params).map(([name, value]) => {
    if (!Buffer.isBuffer(value?.bytes)) return [name, value];
    const { file_name, mime, bytes } = value;
    return [name, { file_name, mime, size: bytes.length }];
  });
  return Object.fromEntries(kept);
}
