import { setTimeout as pause } from 'node:timers/promises';
import { methodName } from '../graph/routes.mjs';
import { usageHeaders } from '../model/usage.mjs';
import { BrokenAnswer, graphError, invalid } from '../rules/errors.mjs';
import { parseNested, splitPath } from './call.mjs';
import { faultOf, prepare, record, refusalFrom, refuse } from './perform.mjs';

const maxCalls = 50;
const html = '<html><head><title>502 Bad Gateway</title></head></html>';

/** A call inside of a batch. @param {import('./call.mjs').Call} batch @param {any} item */
function innerCall({ world, params, gone, address }, item) {
  const url = new URL(String(item.relative_url ?? ''), 'http://batch/');
  const { parts } = splitPath(url.pathname);
  const query = Object.fromEntries(url.searchParams);
  const body = Object.fromEntries(new URLSearchParams(item.body ?? ''));
  const { access_token, appsecret_proof } = params;
  const outer =
    appsecret_proof === undefined ? { access_token } : { access_token, appsecret_proof };
  const own = parseNested({ ...query, ...body });
  const http = String(item.method ?? 'GET').toUpperCase();
  return { world, http, path: parts, params: { ...outer, ...own }, gone, address };
}

/** What an answer that never came whole looks like: nothing. */
const lost = new Set(['null', 'hang', 'reset']);

/**
 * @param {import('./call.mjs').Call} call
 * @param {string} method
 * @returns {Promise<{status: number, body: string} | null>} null = not done in time
 */
async function perform(call, method) {
  const act = prepare(call);
  const fault = faultOf(call, method);
  if (lost.has(fault?.kind)) {
    if (fault.when === 'after') await act();
    return null;
  }
  if (fault?.kind === 'html') return { status: fault.status, body: html };
  if (fault?.kind === 'slow') await pause(fault.ms);
  else if (fault) throw refuse(fault);
  return { status: 200, body: JSON.stringify(await act()) };
}

async function runOne(batch, item, log) {
  const begun = Date.now();
  let call = { ...batch, path: ['?'], params: {} };
  let method = '?';
  let outcome = 'ok';
  let answer;
  try {
    call = innerCall(batch, item);
    method = methodName(call);
    answer = await perform(call, method);
  } catch (error) {
    const refusal = refusalFrom(error, log);
    outcome = refusal.message;
    const broken = refusal instanceof BrokenAnswer;
    answer = { status: refusal.status, body: broken ? '' : JSON.stringify(refusal.envelope()) };
  }
  record(call, { method, status: answer?.status ?? 0, outcome: answer ? outcome : 'null', begun });
  if (!answer) return null;
  const headers = {
    ...usageHeaders(call.app ?? null, call.page ?? null),
    'content-type': 'application/json',
  };
  const listed = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { code: answer.status, headers: listed, body: answer.body };
}

/**
 * `POST /` with `batch`: up to 50 calls, answered in their order.
 * @param {import('./call.mjs').Call} call
 * @param {import('fastify').FastifyReply} reply
 */
export async function runBatch(call, reply, log) {
  const { batch, include_headers: headers } = call.params;
  const refusal = batchRefusal(call, batch);
  if (refusal) {
    reply.code(refusal.status).send(refusal.envelope());
    return;
  }
  const answers = await Promise.all(batch.map((item) => runOne(call, item, log)));
  const bare = headers === false || headers === 'false';
  if (bare) for (const answer of answers) delete answer?.headers;
  reply.send(answers);
}

function batchRefusal({ http, params }, batch) {
  if (http !== 'POST' || batch === undefined)
    return graphError(100, null, { message: 'Unsupported get request.' });
  if (!params.access_token) return graphError(104);
  if (!Array.isArray(batch) || batch.length === 0) return invalid('Param batch must be an array');
  if (batch.length <= maxCalls) return null;
  return invalid(`Too many requests in batch message. Maximum batch size is ${maxCalls}`);
}
