import { abortWhenGone, throughFault } from '../shared/endings.mjs';
import { readMultipart } from '../shared/params.mjs';
import { VkError } from './errors.mjs';
import { versionOf } from './event_types.mjs';
import { GatewayError, refusalOf } from './fault_rules.mjs';
import { Executed } from './methods/execute.mjs';
import { methodFor } from './methods/table.mjs';

const authorizationFailed = 5;
const tooManyRequests = 6;
const invalidRequest = 8;
const internalError = 10;
const perSecond = { community: 20, user: 3 };

/** The simulator's address as the caller knows it. @param {import('fastify').FastifyRequest} request */
export const baseOf = (request) => `${request.protocol}://${request.headers.host}`;

/** Parameters are a form or a query, never JSON. */
async function readCall(request) {
  const form = request.isMultipart() ? await readMultipart(request) : request.body;
  const type = request.headers['content-type'] ?? '';
  const body = type.startsWith('application/json') ? {} : (form ?? {});
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const params = { ...request.query, ...body };
  if (bearer) params.access_token ??= bearer;
  return params;
}

const clientOf = ({ peer_id, user_id }) => Number(peer_id ?? user_id) || null;

/** Parameters as they are put on record: without the secret. */
function recorded({ access_token: _token, ...params }) {
  return params;
}

/** One method, or one of those inside `execute`. */
class Caller {
  /** @param {any} context  {world, grant, token, community, version, base} */
  constructor(context) {
    this.context = context;
    this.innerCalls = 0;
  }

  /** @param {string} name @param {Record<string, any>} params */
  run(name, params) {
    const method = methodFor(name, this.context.grant);
    const again = (inner, innerParams) => this.#inner(inner, innerParams);
    return method.run({ ...this.context, name, params, again });
  }

  /** The first one is counted with the request it came in. */
  async #inner(name, params) {
    const { world, token, community, base } = this.context;
    this.innerCalls += 1;
    if (this.innerCalls > 1) world.pace.count(token);
    const record = startRecord(name, params);
    try {
      const fault = community?.faults.matchCall(name, clientOf(params));
      if (fault) throw refusalOf(fault, base);
      return await this.run(name, params);
    } catch (error) {
      record.outcome = outcomeOf(error);
      throw error;
    } finally {
      keepRecord(community, { ...record, inside: 'execute' });
    }
  }
}

const startRecord = (method, params) => ({
  ...{ method, client: clientOf(params), params: recorded(params) },
  ...{ time: Date.now(), status: 200, outcome: 'ok' },
});

const outcomeOf = (error) =>
  error instanceof VkError ? `${error.code}: ${error.message}` : error.message;

function keepRecord(community, record) {
  if (!community) return;
  const kept = community.calls.add({ ...record, duration_ms: Date.now() - record.time });
  community.world.changed('call', community, kept);
}

/** Who calls and under which version, or the refusal. */
function admitted(world, params) {
  const token = params.access_token;
  const grant = world.grant(token);
  if (!grant) {
    throw token
      ? new VkError(authorizationFailed)
      : new VkError(authorizationFailed, 'no access_token passed');
  }
  const community = grant.kind === 'community' ? world.account(grant.id) : null;
  return { world, token, grant, community };
}

function checkRequest({ world, token, grant, community }, params) {
  const limited = community?.options.limits !== false;
  if (limited && !world.pace.admit(token, perSecond[grant.kind])) {
    throw new VkError(tooManyRequests);
  }
  const version = versionOf(params.v);
  if (!version) throw new VkError(invalidRequest, 'v (version) is required');
  return version;
}

/** @param {any} error @param {import('fastify').FastifyRequest} request */
function asVkError(error, request) {
  if (error instanceof VkError) return error;
  if (error.statusCode >= 400 && error.statusCode < 500) {
    return new VkError(invalidRequest, error.message);
  }
  request.log.error(error);
  return new VkError(internalError);
}

async function answer(world, name, request, reply, known) {
  const base = baseOf(request);
  Object.assign(known, admitted(world, known.params));
  const { params, community } = known;
  const version = checkRequest(known, params);
  const caller = new Caller({ ...known, version, base });
  const through = await throughFault(community?.faults.matchCall(name, clientOf(params)), {
    gone: known.gone,
    reply,
    refuse: (fault) => refusalOf(fault, base),
    perform: () => caller.run(name, params),
  });
  if (through.ended) return through.ended;
  const { result } = through;
  const executed = result instanceof Executed;
  const envelope = { response: executed ? result.response : result };
  if (executed && result.errors.length) envelope.execute_errors = result.errors;
  reply.send(envelope);
  return 'ok';
}

/**
 * `/vk/method/{name}`.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('./world.mjs').VkWorld} world
 */
export function methodRoutes(app, world) {
  const handle = async (request, reply) => {
    const { name } = request.params;
    const known = { params: {}, gone: abortWhenGone(reply), community: null };
    let record = startRecord(name, {});
    try {
      known.params = await readCall(request);
      record = startRecord(name, known.params);
      record.outcome = await answer(world, name, request, reply, known);
      record.status = reply.statusCode;
    } catch (error) {
      if (error instanceof GatewayError) {
        record.outcome = error.message;
        record.status = error.status;
        reply.code(error.status).type('text/plain').send(error.message);
      } else {
        const refusal = asVkError(error, request);
        record.outcome = outcomeOf(refusal);
        reply.send(refusal.envelope(known.params, name));
      }
    }
    keepRecord(known.community, record);
    return reply;
  };
  app.route({ method: ['GET', 'POST'], url: '/vk/method/:name', handler: handle });
}
