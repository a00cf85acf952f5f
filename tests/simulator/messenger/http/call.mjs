import { number, readParams } from '../../shared/params.mjs';
import { graphError, invalid } from '../rules/errors.mjs';
import { appSecretProof } from '../rules/signature.mjs';

/**
 * One call of the Graph API.
 * @typedef {object} Call
 * @property {import('../model/world.mjs').Messenger} world
 * @property {string} http      GET, POST, DELETE
 * @property {string[]} path    without the version
 * @property {Record<string, any>} params
 * @property {AbortSignal} gone fires when the caller hung up
 * @property {string} address   of the API with the version, for links in answers
 * @property {import('../model/tokens.mjs').Token | null} [token]
 * @property {import('../model/app.mjs').App | null} [app]
 * @property {import('../model/page.mjs').Page | null} [page]   whose token it is
 * @property {any} [target]     the object that the path names
 * @property {any} [fetched]    what was fetched for it
 */

/** These are what they are, also when they look like JSON. */
const plainText = new Set(['text', 'access_token', 'verify_token', 'code', 'state', 'name']);

/** @param {Record<string, any>} params  values in brackets or braces become what they mean */
export function parseNested(params) {
  const parsed = { ...params };
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value !== 'string' || plainText.has(name) || !/^\s*[[{]/.test(value)) continue;
    try {
      parsed[name] = JSON.parse(value);
    } catch {
      throw invalid(`Param ${name} must be valid JSON`);
    }
  }
  return parsed;
}

/** @param {string} path  below /messenger/ */
export function splitPath(path) {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const version = /^v\d+\.\d+$/.test(parts[0] ?? '') ? parts.shift() : '';
  return { version, parts };
}

/**
 * @param {import('fastify').FastifyRequest} request
 * @returns {Promise<Record<string, any>>}
 */
export async function graphParams(request) {
  let params;
  try {
    params = await readParams(request);
  } catch (error) {
    if (error.statusCode === 413) throw graphError(100, 2018109);
    throw invalid("can't parse the request");
  }
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '');
  if (bearer && params.access_token === undefined) params.access_token = bearer[1];
  return parseNested(params);
}

/**
 * Finds out who calls, and refuses a token that is no more or a wrong proof.
 * @param {Call} call
 */
export function authorise(call) {
  const { world, params } = call;
  const text = params.access_token;
  if (!text) throw graphError(104);
  const token = world.tokens.find(String(text));
  if (!token) throw graphError(190);
  call.token = token;
  call.app = world.apps.get(token.app_id) ?? null;
  call.page = token.page_id ? (world.accounts.get(token.page_id) ?? null) : null;
  const weakness = world.tokens.weakness(token);
  if (weakness) throw weakness;
  if (!call.app) throw graphError(101);
  checkProof(call, String(text));
}

function checkProof({ app, params, token }, text) {
  const proof = params.appsecret_proof;
  if (proof === undefined) {
    const needed = app.options.require_proof && token.type !== 'APP';
    if (!needed) return;
    throw invalid('API calls from the server require an appsecret_proof argument');
  }
  if (proof === appSecretProof(app.secret, text)) return;
  throw invalid('Invalid appsecret_proof provided in the API argument');
}

/**
 * @param {Call} call
 * @param {string} scope
 * @param {number} [code]  with which its lack is refused
 */
export function needScope({ token, app }, scope, code = 200) {
  const { permissions } = app.options;
  const granted = token.scopes.includes(scope) && (!permissions || permissions.includes(scope));
  if (granted) return;
  throw graphError(code, null, { message: `(#${code}) Requires ${scope} permission` });
}

/** @param {Call} call @param {string[]} fallback */
export function fieldsOf({ params }, fallback) {
  if (!params.fields) return fallback;
  return String(params.fields)
    .split(',')
    .map((name) => name.trim().split(/[.{(]/)[0]);
}

/**
 * One page of a list, with the cursors that lead on.
 * @param {Call} call
 * @param {any[]} all
 * @param {string} edge  path of the list
 */
export function paged({ params, address }, all, edge) {
  const limit = Math.max(1, Math.min(100, number(params.limit, 25)));
  const place = (cursor) => Number(Buffer.from(String(cursor), 'base64url').toString()) || 0;
  const cursor = (at) => Buffer.from(String(at)).toString('base64url');
  const from = params.after ? place(params.after) : 0;
  const data = all.slice(from, from + limit);
  if (data.length === 0) return { data };
  const end = from + data.length;
  const paging = { cursors: { before: cursor(from), after: cursor(end) } };
  if (end < all.length) {
    const query = new URLSearchParams({ ...params, limit, after: cursor(end) });
    paging.next = `${address}/${edge}?${query}`;
  }
  return { data, paging };
}
