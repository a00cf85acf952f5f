import { newKey } from './key';
import { connectionLost, Problem } from './problem';
import { routes, type Op, type Params, type Result } from './ops';
import type { ProblemBody } from './types';

export const BASE = '/api/v1';

let csrf = '';

/** `auth.me` names the token that every later write must carry. */
export function setCsrfToken(token: string): void {
  csrf = token;
}

export function csrfToken(): string {
  return csrf;
}

export interface HttpRequest {
  method: string;
  url: string;
  body: string | null;
}

/** Puts parameters where the route wants them: the path, then the query (GET) or the body. */
export function buildRequest(op: Op, params: Record<string, unknown>): HttpRequest {
  const route = routes[op];
  if (!route) throw new Error(`${op} has no HTTP route`);
  const [method, pattern] = route;
  const rest = new Map(Object.entries(params).filter(([, value]) => value !== undefined));
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  if (method === 'GET') {
    const query = new URLSearchParams([...rest].map(([k, v]) => [k, String(v)])).toString();
    return { method, url: BASE + path + (query ? `?${query}` : ''), body: null };
  }
  const empty = method === 'DELETE' && rest.size === 0;
  const body = empty ? null : JSON.stringify(Object.fromEntries(rest));
  return { method, url: BASE + path, body };
}

async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get('Retry-After'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  try {
    const body = (await response.json()) as ProblemBody;
    if (typeof body.code === 'string') return new Problem(body, retryAfter);
  } catch {
    // Something between us and the server answered in its own words.
  }
  const code = response.status >= 500 ? 'unavailable' : 'internal';
  return new Problem({ code, status: response.status }, retryAfter);
}

/** One operation over HTTP. Throws `Problem`. */
export async function http<K extends Op>(op: K, params: Params<K>): Promise<Result<K>> {
  const { method, url, body } = buildRequest(op, params as Record<string, unknown>);
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== null) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
  if (op === 'projects.create') headers['Idempotency-Key'] = newKey();
  let response: Response;
  try {
    response = await fetch(url, { method, headers, body, credentials: 'same-origin' });
  } catch {
    throw connectionLost();
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return {} as Result<K>;
  return (await response.json()) as Result<K>;
}
