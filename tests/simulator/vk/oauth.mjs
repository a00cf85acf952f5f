import { createHash, randomBytes } from 'node:crypto';
import { ControlError } from '../shared/errors.mjs';
import { communityScopes } from './world.mjs';

const codeLifetimeMs = 10 * 60 * 1000;
const userTokenSeconds = 3600;

/** A refusal of a sign-in: `error` and `error_description`, as OAuth says it. */
export class OAuthError extends Error {
  /** @param {string} error @param {string} description @param {number} [status] */
  constructor(error, description, status = 401) {
    super(description);
    this.error = error;
    this.status = status;
  }

  body() {
    return { error: this.error, error_description: this.message };
  }
}

const invalidRequest = (what) => new OAuthError('invalid_request', what, 400);
const random = (bytes) => randomBytes(bytes).toString('base64url');

/** @param {any} asked  the query of an address that asks for a sign-in */
function appOf(world, { client_id, redirect_uri }) {
  const app = world.apps.get(Number(client_id));
  if (!app) throw new OAuthError('invalid_client', 'client_id is incorrect');
  if (!URL.canParse(redirect_uri ?? '')) throw invalidRequest('redirect_uri is incorrect');
  if (app.redirect_uris && !app.redirect_uris.includes(redirect_uri)) {
    throw invalidRequest('redirect_uri is not registered');
  }
  return app;
}

/** @param {string} address @param {Record<string, any>} params */
function withParams(address, params) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** Codes that were given and wait to be exchanged. */
class Codes {
  #given = new Map();

  /** @param {object} meaning */
  give(meaning) {
    const code = random(18);
    this.#given.set(code, { ...meaning, expiresAt: Date.now() + codeLifetimeMs });
    return code;
  }

  /** A code is good for one exchange. @param {string} code */
  take(code) {
    const meaning = this.#given.get(code);
    this.#given.delete(code);
    return meaning && meaning.expiresAt > Date.now() ? meaning : null;
  }
}

/** The old pages that give tokens of communities. */
export class CommunityLogin {
  #codes = new Codes();
  path = '/vk/oauth/authorize';

  /** @param {import('./world.mjs').VkWorld} world */
  constructor(world) {
    this.world = world;
  }

  /**
   * What the page shows.
   * @param {Record<string, string>} asked
   */
  page(asked) {
    const { groups, scopes } = this.#read(asked);
    const people = [...this.world.admins.values()].filter(({ accounts }) =>
      groups.every(({ id }) => accounts.includes(id)),
    );
    const names = groups.map(({ name }) => name).join(', ');
    return { title: names, asks: `The program asks for: ${scopes.join(', ')}`, people };
  }

  /** @param {Record<string, string>} asked @param {number} person @returns {string} address */
  allow(asked, person) {
    const { groups, scopes, app } = this.#read(asked);
    const admin = this.world.admin(person);
    const missing = groups.find(({ id }) => !admin.accounts.includes(id));
    if (missing) throw new ControlError(403, `${admin.name} does not run ${missing.name}`);
    const { redirect_uri, state } = asked;
    const ids = groups.map(({ id }) => id);
    const meaning = { app: app.app_id, redirect_uri, ids, scopes, admin: admin.id };
    return withParams(redirect_uri, { code: this.#codes.give(meaning), state });
  }

  /** @param {Record<string, string>} asked */
  deny(asked) {
    this.#read(asked);
    const { redirect_uri, state } = asked;
    const error_description = 'User denied your request';
    return withParams(redirect_uri, { error: 'access_denied', error_description, state });
  }

  /** The code for tokens. @param {Record<string, string>} params */
  exchange({ client_id, client_secret, redirect_uri, code }) {
    const app = this.world.apps.get(Number(client_id));
    if (!app || app.app_secret !== client_secret) {
      throw new OAuthError('invalid_client', 'client_secret is incorrect');
    }
    const meaning = this.#codes.take(code ?? '');
    if (!meaning || meaning.app !== app.app_id) {
      throw new OAuthError('invalid_grant', 'Code is invalid or expired.');
    }
    if (meaning.redirect_uri !== redirect_uri) {
      throw new OAuthError('invalid_grant', 'Redirect URI mismatch.');
    }
    const { scopes, admin } = meaning;
    const groups = meaning.ids.map((group_id) => ({
      group_id,
      access_token: this.world.issue({ kind: 'community', id: group_id, scopes, admin }),
    }));
    if (app.token_form === 'list') return { groups, expires_in: 0 };
    const flat = groups.map(({ group_id, access_token }) => [
      `access_token_${group_id}`,
      access_token,
    ]);
    return { ...Object.fromEntries(flat), expires_in: 0 };
  }

  #read(asked) {
    const app = appOf(this.world, asked);
    if (asked.response_type !== 'code') throw invalidRequest('response_type is code');
    const names = (asked.group_ids ?? '').split(',').filter(Boolean);
    const groups = names.map((name) => this.world.accounts.get(name));
    if (groups.length === 0 || groups.includes(undefined)) {
      throw invalidRequest('group_ids is incorrect');
    }
    const scopes = (asked.scope ?? '').split(/[,\s]+/).filter(Boolean);
    const strange = scopes.find((scope) => !Object.hasOwn(communityScopes, scope));
    if (strange) throw invalidRequest(`scope ${strange} is incorrect`);
    return { app, groups, scopes };
  }
}

/** VK ID: OAuth 2.1 with PKCE, gives the token of a person. */
export class PersonLogin {
  #codes = new Codes();
  /** @type {Map<string, any>} */
  #refreshes = new Map();
  path = '/vk/id/authorize';

  /** @param {import('./world.mjs').VkWorld} world */
  constructor(world) {
    this.world = world;
  }

  /** @param {Record<string, string>} asked */
  page(asked) {
    const { scopes } = this.#read(asked);
    const asks = `The program asks for: ${scopes.join(', ') || 'your name'}`;
    return { title: 'VK ID', asks, people: [...this.world.admins.values()] };
  }

  /** @param {Record<string, string>} asked @param {number} person @returns {string} address */
  allow(asked, person) {
    const { app, scopes } = this.#read(asked);
    const { redirect_uri, state, code_challenge } = asked;
    const device_id = random(32);
    const user = this.world.admin(person).id;
    const meaning = { app: app.app_id, redirect_uri, device_id, user, scopes, code_challenge };
    const code = this.#codes.give(meaning);
    return withParams(redirect_uri, { code, state, device_id, type: 'code_v2' });
  }

  /** @param {Record<string, string>} asked */
  deny(asked) {
    this.#read(asked);
    const { redirect_uri, state } = asked;
    const error_description = 'User denied your request';
    return withParams(redirect_uri, { error: 'access_denied', error_description, state });
  }

  /** The code, or an earlier answer's refresh token, for a token. @param {any} params */
  exchange(params) {
    if (params.grant_type === 'refresh_token') return this.#refresh(params);
    if (params.grant_type !== 'authorization_code') {
      throw new OAuthError('unsupported_grant_type', 'grant_type is authorization_code', 400);
    }
    const meaning = this.#codes.take(params.code ?? '');
    if (!meaning || meaning.app !== Number(params.client_id)) {
      throw new OAuthError('invalid_grant', 'code is invalid or expired');
    }
    if (meaning.device_id !== params.device_id) {
      throw new OAuthError('invalid_grant', 'device_id is invalid');
    }
    if (meaning.redirect_uri !== params.redirect_uri) {
      throw new OAuthError('invalid_grant', 'redirect_uri is invalid');
    }
    const verifier = createHash('sha256').update(params.code_verifier ?? '');
    if (verifier.digest('base64url') !== meaning.code_challenge) {
      throw new OAuthError('invalid_grant', 'code_verifier is invalid');
    }
    return this.#issue(meaning, params.state);
  }

  #refresh({ refresh_token, client_id, device_id, state }) {
    const meaning = this.#refreshes.get(refresh_token);
    const fits = meaning?.app === Number(client_id) && meaning.device_id === device_id;
    if (!fits) throw new OAuthError('invalid_grant', 'refresh_token is invalid');
    this.#refreshes.delete(refresh_token);
    return this.#issue(meaning, state);
  }

  #issue(meaning, state) {
    const { user, scopes } = meaning;
    const refresh_token = `vk2.a.${random(48)}`;
    this.#refreshes.set(refresh_token, meaning);
    return {
      access_token: this.world.issue({ kind: 'user', id: user, scopes }),
      ...{ refresh_token, expires_in: userTokenSeconds, user_id: user, token_type: 'Bearer' },
      ...{ scope: scopes.join(' '), state },
    };
  }

  #read(asked) {
    const app = appOf(this.world, asked);
    if (asked.response_type !== 'code') throw invalidRequest('response_type is code');
    if (asked.code_challenge_method !== 'S256' || !asked.code_challenge) {
      throw invalidRequest('code_challenge is needed, by S256');
    }
    if (!asked.state) throw invalidRequest('state is missing');
    return { app, scopes: (asked.scope ?? '').split(/[,\s]+/).filter(Boolean) };
  }
}
