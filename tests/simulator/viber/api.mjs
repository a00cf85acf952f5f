import { abortWhenGone, throughFault } from '../shared/endings.mjs';
import { toJson } from './json.mjs';
import { methods } from './methods.mjs';
import { ViberError, badData, statusName, statuses } from './statuses.mjs';

/** The refusal that a fault asks for. */
function refusalOf({ status, kind }) {
  if (kind === 'server_error') return Object.assign(new Error('Internal Server Error'), { status });
  return new ViberError(status);
}

/** @param {string} text */
function parsed(text) {
  try {
    const params = JSON.parse(text || '{}');
    if (params && typeof params === 'object' && !Array.isArray(params)) return params;
  } catch {
    // The refusal below says it.
  }
  throw badData('the body is not a JSON object');
}

/** The simulator's id of the person a call is about. */
function clientOf(account, { receiver, id }) {
  return account.chatOfUser(receiver ?? id)?.client.id ?? null;
}

/** Runs what a call left to be done once its caller has the answer, or never will. */
class Afterwards {
  #acts = [];
  #over = false;

  /** @param {import('fastify').FastifyReply} reply */
  constructor(reply) {
    reply.raw.once('close', () => this.run());
  }

  add(act) {
    if (this.#over) act();
    else this.#acts.push(act);
  }

  run() {
    this.#over = true;
    for (const act of this.#acts.splice(0)) act();
  }
}

/**
 * Answers one call.
 * @returns {Promise<{status: number, outcome: string}>} for the record
 */
async function perform({ account, name, params, bytes }, reply) {
  const afterwards = new Afterwards(reply);
  const later = (act) => afterwards.add(act);
  const fault = account.faults.matchCall(name, clientOf(account, params));
  if (fault?.kind === 'hang') afterwards.run();
  const { ended, result } = await throughFault(fault, {
    gone: abortWhenGone(reply),
    reply,
    refuse: refusalOf,
    perform: () => methods[name]({ account, params, bytes, later }),
  });
  if (ended !== null) return { status: 0, outcome: ended };
  answer(reply, { status: statuses.ok, status_message: statusName(statuses.ok), ...result });
  return { status: statuses.ok, outcome: 'ok' };
}

function answer(reply, content) {
  reply.type('application/json; charset=utf-8').send(toJson(content));
}

/** @param {Error & {status: number}} error */
function refuse(reply, error) {
  if (error instanceof ViberError) {
    answer(reply, { status: error.status, status_message: error.message, chat_hostname: 'SN-01_' });
  } else {
    reply.code(error.status).type('text/plain').send(error.message);
  }
  return { status: error.status, outcome: error.message };
}

/** @param {import('./world.mjs').ViberWorld} world */
function accountOf(world, request, params) {
  const token = request.headers['x-viber-auth-token'] ?? params.auth_token;
  const account = typeof token === 'string' ? world.byToken(token) : undefined;
  if (!account || account.revoked) throw new ViberError(statuses.invalidAuthToken);
  return account;
}

/**
 * `POST /viber/pa/{method}`.
 * @param {import('fastify').FastifyInstance} app  a scope of its own: bodies are read as they are
 * @param {import('./world.mjs').ViberWorld} world
 */
export function viberApi(app, world) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  app.post('/viber/pa/:method', async (request, reply) => {
    const begun = Date.now();
    const name = request.params.method;
    if (!Object.hasOwn(methods, name)) return reply.code(404).type('text/plain').send('Not Found');
    let account = null;
    let params = {};
    let outcome;
    try {
      const body = request.body ?? '';
      params = parsed(body);
      account = accountOf(world, request, params);
      const bytes = Buffer.byteLength(body);
      outcome = await perform({ account, name, params, bytes }, reply);
    } catch (error) {
      if (!Number.isInteger(error.status)) throw error;
      outcome = refuse(reply, error);
    }
    if (account) {
      const client = clientOf(account, params);
      const record = { method: name, client, params, time: begun, ...outcome };
      const kept = account.calls.add({ ...record, duration_ms: Date.now() - begun });
      world.changed('call', account, kept);
      if (outcome.outcome !== 'ok') account.changed();
    }
    return reply;
  });
}
