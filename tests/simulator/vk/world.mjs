import { randomBytes } from 'node:crypto';
import { ControlError } from '../shared/errors.mjs';
import { mediaPath } from '../shared/files.mjs';
import { portraitOf } from '../shared/samples.mjs';
import { PlatformWorld } from '../shared/world.mjs';
import { Client } from './client.mjs';
import { Community } from './community.mjs';
import { MediaStore } from './media_store.mjs';
import { Pace } from './pace.mjs';
import { Uploads } from './uploads.mjs';

/** Rights of a community token and their bits. */
export const communityScopes = Object.freeze({
  photos: 4,
  messages: 4096,
  docs: 131_072,
  manage: 262_144,
});

const firstIds = { community: 220_000_001, client: 500_000_001, admin: 7_000_001, app: 51_000_001 };

export const makeToken = () => `vk1.a.${randomBytes(64).toString('base64url')}`;

/**
 * What a token allows.
 * @typedef {object} Grant
 * @property {'community' | 'user'} kind
 * @property {number} id       of the community or of the person
 * @property {string[]} scopes
 * @property {number} [admin]  who gave it: it dies when they lose the role
 *
 * @typedef {object} Admin  a person who runs communities
 * @property {number} id
 * @property {string} name
 * @property {string} first_name
 * @property {string} last_name
 * @property {number[]} accounts
 *
 * @typedef {object} App
 * @property {number} app_id
 * @property {string} app_secret
 * @property {string[] | null} redirect_uris  null = any
 * @property {'list' | 'flat'} token_form     how the answer names the tokens of communities
 */

/** Everything that exists on VK. */
export class VkWorld extends PlatformWorld {
  /** @type {Map<string, Grant>} by token */
  grants = new Map();
  /** @type {Map<number, Admin>} */
  admins = new Map();
  /** @type {Map<number, App>} */
  apps = new Map();
  media = new MediaStore(this);
  uploads = new Uploads();
  pace = new Pace();
  #next = { ...firstIds };

  /** @param {import('../shared/world.mjs').Shared} shared */
  constructor(shared) {
    super('vk', shared);
  }

  /** @param {any} wish  {id?, name?, token?, screen_name?, photo?, settings?, permissions?} */
  makeAccount(wish) {
    const id = this.#idFor('community', wish.id, (used) => this.accounts.has(String(used)));
    const scopes = wish.permissions ?? Object.keys(communityScopes);
    const strange = scopes.find((scope) => !Object.hasOwn(communityScopes, scope));
    if (strange) throw new ControlError(400, `there is no permission ${strange}`);
    const token = wish.token ?? makeToken();
    if (this.grants.has(token)) throw new ControlError(409, 'the token is taken');
    const photo = this.#photoOf(wish);
    const name = wish.name ?? `Community ${id}`;
    const community = new Community(this, { ...wish, id, token, name, photo });
    this.grants.set(token, { kind: 'community', id, scopes });
    return community;
  }

  /** @param {any} fields */
  makeClient(fields) {
    const id = this.#idFor('client', fields.id, (used) => this.clients.has(String(used)));
    return new Client({ ...fields, id, photo: this.#photoOf(fields) });
  }

  /** Id of the file. @param {{photo?: any}} wish */
  #photoOf({ photo }) {
    const portrait = portraitOf(photo);
    return portrait ? this.files.add(portrait).id : photo;
  }

  /** @param {any} wish  {id?, name?, accounts: [ids]} */
  addAdmin(wish) {
    const id = this.#idFor('admin', wish.id, (used) => this.admins.has(used));
    const name = wish.name ?? `Admin ${id}`;
    const [first_name, ...others] = name.split(' ');
    const accounts = (wish.accounts ?? []).map((account) => this.account(account).id);
    const admin = { id, name, first_name, last_name: others.join(' '), accounts };
    this.admins.set(id, admin);
    this.changed('admin', null, admin);
    return admin;
  }

  /** Takes and gives roles; tokens given by someone without the role any more are dead. */
  setRoles(id, accounts) {
    const admin = this.admin(id);
    admin.accounts = accounts.map((account) => this.account(account).id);
    for (const [token, grant] of this.grants) {
      const lost = grant.kind === 'community' && !admin.accounts.includes(grant.id);
      if (grant.admin === admin.id && lost) this.grants.delete(token);
    }
    this.changed('admin', null, admin);
    return admin;
  }

  /** @param {string | number} id */
  admin(id) {
    const admin = this.admins.get(Number(id));
    if (!admin) throw new ControlError(404, `there is no admin ${id}`);
    return admin;
  }

  /** @param {any} wish  {app_id?, app_secret?, redirect_uris?, token_form?} */
  addApp(wish) {
    const app_id = this.#idFor('app', wish.app_id, (used) => this.apps.has(used));
    const { redirect_uris = null, token_form = 'list' } = wish;
    if (!['list', 'flat'].includes(token_form)) {
      throw new ControlError(400, 'token_form is list or flat');
    }
    const app_secret = wish.app_secret ?? randomBytes(10).toString('hex');
    const app = { app_id, app_secret, redirect_uris, token_form };
    this.apps.set(app_id, app);
    return app;
  }

  /** @param {number} id  of a client or an admin */
  person(id) {
    return this.clients.get(String(id)) ?? this.admins.get(Number(id)) ?? null;
  }

  /** @param {Grant} grant  @returns {string} its token */
  issue(grant) {
    const token = makeToken();
    this.grants.set(token, grant);
    return token;
  }

  /**
   * @param {string | undefined} token
   * @returns {Grant | null} null also for a revoked one
   */
  grant(token) {
    const grant = this.grants.get(token ?? '');
    if (!grant || grant.kind === 'user') return grant ?? null;
    const community = this.accounts.get(String(grant.id));
    return community && !community.revoked ? grant : null;
  }

  /** Ends all tokens of the community and gives it another. */
  replaceToken(community, token = makeToken()) {
    const { scopes } = this.grants.get(community.token);
    for (const [old, grant] of this.grants) {
      if (grant.kind === 'community' && grant.id === community.id) this.grants.delete(old);
    }
    community.token = token;
    this.grants.set(token, { kind: 'community', id: community.id, scopes });
  }

  /** @param {string} fileId */
  filePath(fileId) {
    return mediaPath('/vk/media', this.files.byId(fileId));
  }

  /** @param {string} fileId */
  fileUrl(fileId) {
    return this.shared.url() + this.filePath(fileId);
  }

  removeAccount(community) {
    for (const [token, grant] of this.grants) {
      if (grant.kind === 'community' && grant.id === community.id) this.grants.delete(token);
    }
    community.longPoll.setEnabled(false);
    community.longPoll.lose(3);
    super.removeAccount(community);
  }

  snapshot() {
    return {
      ...super.snapshot(),
      admins: [...this.admins.values()],
      apps: [...this.apps.values()],
      grants: [...this.grants],
      media: this.media.snapshot(),
    };
  }

  restore(saved) {
    super.restore(saved);
    for (const admin of saved.admins) this.admins.set(admin.id, admin);
    for (const app of saved.apps) this.apps.set(app.app_id, app);
    this.grants = new Map(saved.grants);
    this.media.restore(saved.media);
  }

  clear() {
    super.clear();
    for (const kept of [this.grants, this.admins, this.apps]) kept.clear();
    this.media.clear();
  }

  #idFor(kind, wished, isUsed) {
    while (wished === undefined && isUsed(this.#next[kind])) this.#next[kind] += 1;
    const id = Number(wished ?? this.#next[kind]);
    if (!Number.isSafeInteger(id) || id <= 0) throw new ControlError(400, 'id is a whole number');
    if (isUsed(id)) throw new ControlError(409, `${kind} ${id} exists already`);
    return id;
  }
}
