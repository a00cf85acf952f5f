import { badRequest } from '../core/errors.mjs';

/** Parameters that are JSON inside a query or a form. */
const nested = new Set([
  'reply_markup',
  'allowed_updates',
  'entities',
  'reply_parameters',
  'link_preview_options',
  'commands',
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

/** @param {import('fastify').FastifyRequest} request */
async function readMultipart(request) {
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
 * A signal that fires when the other side closed the connection before it was answered.
 * @param {import('fastify').FastifyReply} reply
 */
export function abortWhenGone(reply) {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
