import { abortWhenGone, throughFault } from '../../shared/endings.mjs';
import { ApiError, badRequest } from '../core/errors.mjs';
import { Described, methodOrRefusal } from '../core/methods.mjs';
import { readParams, recordable } from './params.mjs';

const wellFormed = /^[0-9]{6,12}:[A-Za-z0-9_-]{30,64}$/;

/**
 * @param {import('../core/world.mjs').World} world
 * @param {string} token
 */
function botOrRefusal(world, token) {
  if (!wellFormed.test(token)) throw new ApiError(404, 'Not Found');
  const bot = world.byToken.get(token);
  if (!bot || bot.revoked) throw new ApiError(401, 'Unauthorized');
  return bot;
}

const refusalOf = ({ status, description, parameters }) =>
  new ApiError(status, description, parameters);

/**
 * @param {import('../core/methods.mjs').Call} call
 * @param {string} name
 * @param {import('fastify').FastifyReply} reply
 */
async function perform(call, name, reply) {
  const client = call.params.chat_id === undefined ? null : Number(call.params.chat_id);
  const method = methodOrRefusal(name);
  const fault = call.bot.faults.matchCall(name, client);
  const { ended, result } = await throughFault(fault, {
    gone: call.gone,
    reply,
    refuse: refusalOf,
    perform: () => method(call),
  });
  if (ended !== null) return ended;
  const described = result instanceof Described;
  reply.send(
    described
      ? { ok: true, result: result.result, description: result.description }
      : { ok: true, result },
  );
  return 'ok';
}

/**
 * `/bot<token>/<method>` and `/file/bot<token>/<path>`.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('../core/world.mjs').World} world
 */
export function botApi(app, world) {
  const handle = async (request, reply) => {
    const begun = Date.now();
    const { token, method } = request.params;
    const name = method.toLowerCase();
    const record = { method: name, params: {}, time: begun, status: 200, outcome: 'ok' };
    let bot = null;
    try {
      bot = botOrRefusal(world, token);
      const gone = abortWhenGone(reply);
      const params = await readParams(request);
      record.params = recordable(params);
      record.outcome = await perform({ bot, params, gone }, name, reply);
      record.status = reply.statusCode;
    } catch (error) {
      const refusal = error instanceof ApiError ? error : internal(error, request);
      record.outcome = refusal.message;
      record.status = refusal.code;
      reply.code(refusal.code).send(refusal.envelope());
    }
    if (bot) {
      const kept = bot.calls.add({ ...record, duration_ms: Date.now() - begun });
      world.changed('call', bot, kept);
      if (record.outcome !== 'ok') world.changed('bot', bot, bot.summary());
    }
    return reply;
  };
  app.all('/bot:token/:method', handle);

  app.get('/file/bot:token/*', (request, reply) => {
    try {
      botOrRefusal(world, request.params.token);
    } catch (error) {
      return reply.code(error.code).send(error.envelope());
    }
    const file = world.files.byPath(request.params['*']);
    if (!file) return reply.code(404).send(new ApiError(404, 'Not Found').envelope());
    return reply.type('application/octet-stream').send(file.bytes);
  });
}

/** A mistake of the request's form is the caller's; anything else is ours and is logged. */
function internal(error, request) {
  if (error.statusCode === 400 || error instanceof SyntaxError) {
    return badRequest("can't parse the request");
  }
  request.log.error(error);
  return new ApiError(500, 'Internal Server Error');
}
