import { abortWhenGone, throughFault } from '../../shared/endings.mjs';
import { methodName } from '../graph/routes.mjs';
import { usageHeaders } from '../model/usage.mjs';
import { BrokenAnswer, graphError } from '../rules/errors.mjs';
import { runBatch } from './batch.mjs';
import { graphParams, splitPath } from './call.mjs';
import { faultOf, prepare, record, refusalFrom, refuse } from './perform.mjs';

/** @param {import('fastify').FastifyReply} reply @param {any} refusal  GraphError or BrokenAnswer */
function sendRefusal(reply, refusal) {
  reply.code(refusal.status);
  if (refusal instanceof BrokenAnswer) return reply.type('text/plain').send('Service unavailable');
  return reply.send(refusal.envelope());
}

async function answer(call, reply, log) {
  const begun = Date.now();
  const method = methodName(call);
  let outcome = 'ok';
  let refusal = null;
  let result;
  try {
    const perform = prepare(call);
    const fault = faultOf(call, method);
    ({ ended: outcome, result } = await throughFault(fault, {
      gone: call.gone,
      reply,
      refuse,
      perform,
    }));
    outcome ??= 'ok';
  } catch (error) {
    refusal = refusalFrom(error, log);
    outcome = refusal.message;
  }
  const status = refusal ? refusal.status : reply.statusCode;
  record(call, { method, status, outcome, begun });
  if (!refusal && outcome !== 'ok') return;
  reply.headers(usageHeaders(call.app ?? null, call.page ?? null));
  if (refusal) sendRefusal(reply, refusal);
  else reply.send(result);
}

/**
 * `/messenger/{version}/…`
 * @param {import('fastify').FastifyInstance} app
 * @param {import('../model/world.mjs').Messenger} world
 */
export function graphRoutes(app, world) {
  const handle = async (request, reply) => {
    const { version, parts } = splitPath(request.params['*'] ?? '');
    const gone = abortWhenGone(reply);
    const address = [world.shared.url(), 'messenger', version].filter(Boolean).join('/');
    let params;
    try {
      params = await graphParams(request);
    } catch (error) {
      return sendRefusal(reply, refusalFrom(error, request.log));
    }
    const call = { world, http: request.method, path: parts, params, gone, address };
    if (parts.length === 0) await runBatch(call, reply, request.log);
    else await answer(call, reply, request.log);
    return reply;
  };
  const methods = ['GET', 'POST', 'DELETE'];
  app.route({ method: methods, url: '/messenger', handler: handle });
  app.route({ method: methods, url: '/messenger/*', handler: handle });
  bodies(app);
  app.setErrorHandler((error, request, reply) => {
    const wrong = [400, 413, 415].includes(error.statusCode);
    return sendRefusal(reply, wrong ? graphError(100) : refusalFrom(error, request.log));
  });
}

/** Bodies as forgivingly as the platform reads them: an empty one is none, whatever it is called. */
function bodies(app) {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined);
    try {
      return done(null, JSON.parse(text));
    } catch {
      return done(graphError(100));
    }
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _bytes, done) => done(null));
}
