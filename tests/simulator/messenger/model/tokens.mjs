import { randomBytes } from 'node:crypto';
import { graphError } from '../rules/errors.mjs';

const hour = 3_600_000;
export const shortLifeMs = hour;
export const longLifeMs = 60 * 24 * hour;

export const makeToken = () => `EAA${randomBytes(60).toString('base64url').replace(/[-_]/g, 'Z')}`;

/**
 * @typedef {object} Token
 * @property {string} token
 * @property {'USER' | 'PAGE' | 'APP'} type
 * @property {string} app_id
 * @property {string | null} page_id
 * @property {string | null} admin_id  who gave it; null = made by hand
 * @property {string[]} scopes
 * @property {number} issued_at
 * @property {number} expires_at  0 = never
 * @property {boolean} long       made to last
 * @property {number | null} dead subcode with which it is refused
 */

/** Every token that was given out. */
export class Tokens {
  /** @type {Map<string, Token>} */
  #all = new Map();

  /** @param {import('./world.mjs').Messenger} world */
  constructor(world) {
    this.world = world;
  }

  /** @param {Partial<Token>} fields */
  add(fields) {
    const plain = { page_id: null, admin_id: null, expires_at: 0, long: true, dead: null };
    const token = { token: makeToken(), issued_at: Date.now(), ...plain, ...fields };
    this.#all.set(token.token, token);
    return token;
  }

  /** The page's token for who holds this user token; the same again while it lives. */
  forPage(page, user) {
    const { app_id, admin_id, scopes, long } = user;
    const same = (one) => one.type === 'PAGE' && one.page_id === page.id && one.app_id === app_id;
    for (const one of this.#all.values()) {
      if (same(one) && one.admin_id === admin_id && one.long === long && !this.weakness(one)) {
        return one;
      }
    }
    const expires_at = long ? 0 : user.expires_at;
    return this.add({ type: 'PAGE', page_id: page.id, app_id, admin_id, scopes, long, expires_at });
  }

  /** @param {(token: Token) => boolean} which @param {number} subcode */
  kill(which, subcode) {
    for (const token of this.#all.values()) if (which(token)) token.dead = subcode;
  }

  /** @param {string} text @returns {Token | null} also one that is refused */
  find(text) {
    const bar = text.indexOf('|');
    if (bar < 0) return this.#all.get(text) ?? null;
    const app = this.world.apps.get(text.slice(0, bar));
    if (!app || app.token !== text) return null;
    const plain = { page_id: null, admin_id: null, scopes: [], issued_at: 0, expires_at: 0 };
    return { token: text, type: 'APP', app_id: app.id, ...plain, long: true, dead: null };
  }

  /**
   * Why a token is refused.
   * @param {Token} token
   * @returns {Error | null}
   */
  weakness({ type, page_id, admin_id, expires_at, dead }) {
    if (dead !== null) return graphError(190, dead);
    if (expires_at && Date.now() >= expires_at) return graphError(190, 463);
    if (type !== 'PAGE') return null;
    const page = this.world.accounts.get(page_id);
    if (!page) return graphError(100, 33);
    if (page.revoked) return graphError(190, page.options.revoke_subcode);
    const admin = admin_id && this.world.admins.get(admin_id);
    const lost = admin && !admin.accounts.some((one) => one.id === page_id);
    return lost ? graphError(190, 492) : null;
  }

  snapshot() {
    return [...this.#all.values()];
  }

  /** @param {Token[]} saved */
  restore(saved) {
    for (const token of saved) this.#all.set(token.token, token);
  }

  clear() {
    this.#all.clear();
  }
}
