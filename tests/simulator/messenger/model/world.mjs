import { ControlError } from '../../shared/errors.mjs';
import { portraitOf } from '../../shared/samples.mjs';
import { PlatformWorld } from '../../shared/world.mjs';
import { pageScopedId } from '../rules/signature.mjs';
import { App } from './app.mjs';
import { allScopes, pageFields } from './fields.mjs';
import { Page } from './page.mjs';
import { Tokens, longLifeMs, makeToken } from './tokens.mjs';

const decimal = /^\d{1,19}$/;

/**
 * A person who administers pages.
 * @typedef {{id: string, name: string, accounts: {id: string, tasks: string[]}[]}} Admin
 */

/** Everything that exists on the platform. */
export class Messenger extends PlatformWorld {
  /** @type {Map<string, App>} */
  apps = new Map();
  /** @type {Map<string, Admin>} */
  admins = new Map();
  tokens = new Tokens(this);
  /** Codes of the sign-in dialog. @type {Map<string, any>} */
  codes = new Map();
  #next = {
    app: 263_902_037_500_001n,
    page: 102_400_000_000_001n,
    client: 300_000_001n,
    admin: 500_001n,
  };

  /** @param {import('../../shared/world.mjs').Shared} shared */
  constructor(shared) {
    super('messenger', shared);
  }

  /** @param {any} wish  {app_id?, app_secret?, verify_token?, name?, …options} */
  addApp(wish = {}) {
    const id = this.#id('app', wish.app_id, this.apps);
    const { app_secret: secret, verify_token, name } = wish;
    const app = new App(this, { id, secret, verify_token, name });
    this.apps.set(id, app);
    app.setOptions(wish);
    return app;
  }

  /** @param {string | number} id */
  app(id) {
    const app = this.apps.get(String(id));
    if (!app) throw new ControlError(404, `there is no app ${id}`);
    return app;
  }

  /** @param {App} app */
  removeApp(app) {
    app.close();
    app.sender.drop();
    this.apps.delete(app.id);
    for (const page of this.accounts.values()) page.subscriptions.delete(app.id);
    this.changed('app_removed', null, { app_id: app.id });
  }

  /** @param {any} wish  {id?, name?, token?, app_id?, scopes?, subscribed_fields?, …options} */
  makeAccount(wish) {
    const id = this.#id('page', wish.id, this.accounts);
    const app = wish.app_id ? this.app(wish.app_id) : this.#anyApp();
    const { name = 'Demo shop', token = makeToken(), scopes = allScopes } = wish;
    const known = this.tokens.find(token);
    if (known && known.page_id !== id) throw new ControlError(409, 'this token is taken');
    const page = new Page(this, { id, name, token, app_id: app.id });
    if (!known) {
      this.tokens.add({ token, type: 'PAGE', app_id: app.id, page_id: id, scopes });
    }
    const { subscribed_fields: fields } = wish;
    if (fields) page.subscriptions.set(app.id, fields === true ? pageFields : fields);
    return page;
  }

  /** @param {any} page */
  removeAccount(page) {
    for (const app of this.apps.values()) app.sender.drop(page);
    super.removeAccount(page);
  }

  /** @param {Page} page @param {{token?: string, scopes?: string[]}} wish */
  replaceToken(page, { token = makeToken(), scopes = allScopes }) {
    if (this.tokens.find(token)) throw new ControlError(409, 'this token was used already');
    this.tokens.kill((one) => one.page_id === page.id, page.options.revoke_subcode ?? 460);
    page.token = token;
    this.tokens.add({ token, type: 'PAGE', app_id: page.app_id, page_id: page.id, scopes });
  }

  /** @param {any} fields */
  makeClient(fields) {
    const id = this.#id('client', fields.id, this.clients);
    const [first, ...others] = String(fields.name ?? `Client ${id}`).split(' ');
    const { first_name = first, last_name = others.join(' '), locale = 'en_US' } = fields;
    const name = [first_name, last_name].filter(Boolean).join(' ');
    const { timezone = 3, gender = 'female', phone_number = '+375291112233' } = fields;
    const { email = `c${id}@example.com`, photo, tester = false, profile = 'open' } = fields;
    const picture = portraitOf(photo);
    const portrait = picture ? this.files.add(picture).id : (photo ?? null);
    return {
      ...{ id, name, first_name, last_name, locale, timezone, gender, phone_number, email },
      ...{ photo: portrait, tester, profile },
    };
  }

  /** By our number or by any page's number for the person. @param {string | number} id */
  client(id) {
    const direct = this.clients.get(String(id));
    if (direct || String(id).length < 17) return direct ?? super.client(id);
    for (const page of this.accounts.values()) {
      const thread = page.thread(String(id));
      if (thread) return thread.client;
    }
    for (const client of this.clients.values()) {
      for (const page of this.accounts.keys()) {
        if (pageScopedId(page, client.id) === String(id)) return client;
      }
    }
    return super.client(id);
  }

  /** @param {{id?: string, name?: string, accounts?: any[], tasks?: string[]}} wish */
  addAdmin({ id: wished, name = 'Admin', accounts = [], tasks = ['MESSAGING', 'MANAGE'] }) {
    const id = this.#id('admin', wished, this.admins);
    const admin = { id, name, accounts: rolesOf(accounts, tasks) };
    this.admins.set(id, admin);
    this.changed('admin', null, admin);
    return admin;
  }

  /** @param {string | number} id */
  admin(id) {
    const admin = this.admins.get(String(id));
    if (!admin) throw new ControlError(404, `there is no person ${id} who administers`);
    return admin;
  }

  /** What the person may do from now on. */
  setRoles(admin, { accounts, tasks = ['MESSAGING', 'MANAGE'] }) {
    if (accounts) admin.accounts = rolesOf(accounts, tasks);
    return admin;
  }

  /** A user token as if the person had signed in, for tests that need no dialog. */
  userToken(admin, app, { scopes = allScopes, lifeMs = longLifeMs }) {
    const expires_at = Date.now() + lifeMs;
    return this.tokens.add({
      type: 'USER',
      app_id: app.id,
      admin_id: admin.id,
      scopes,
      expires_at,
    });
  }

  snapshot() {
    const apps = [...this.apps.values()].map((app) => app.snapshot());
    const admins = [...this.admins.values()];
    return { ...super.snapshot(), apps, admins, tokens: this.tokens.snapshot() };
  }

  /** @param {any} saved */
  restore(saved) {
    this.tokens.restore(saved.tokens);
    for (const one of saved.apps) {
      const app = this.addApp({ app_id: one.id, app_secret: one.secret, ...one, ...one.options });
      app.subscription = one.subscription;
    }
    for (const admin of saved.admins) this.admins.set(admin.id, admin);
    super.restore(saved);
    for (const { id, pending } of saved.apps) {
      for (const item of pending) {
        const page = this.account(item.page);
        this.app(id).sender.enqueue({ ...item, page, onAccepted: null });
      }
    }
  }

  clear() {
    super.clear();
    for (const app of [...this.apps.values()]) this.removeApp(app);
    this.admins.clear();
    this.tokens.clear();
    this.codes.clear();
    this.files.clear();
  }

  close() {
    super.close();
    for (const app of this.apps.values()) app.close();
  }

  #anyApp() {
    return this.apps.values().next().value ?? this.addApp();
  }

  #id(kind, wished, taken) {
    if (wished === undefined) {
      while (taken.has(String(this.#next[kind]))) this.#next[kind] += 1n;
      return String(this.#next[kind]++);
    }
    const id = String(wished);
    if (!decimal.test(id)) throw new ControlError(400, `the id of a ${kind} is digits`);
    if (taken.has(id)) throw new ControlError(409, `${kind} ${id} exists already`);
    return id;
  }
}

/** Each page of an administrator is an id, or {id, tasks} of its own. */
function rolesOf(accounts, tasks) {
  return accounts.map((one) => {
    if (typeof one === 'object') return { id: String(one.id), tasks: one.tasks ?? tasks };
    return { id: String(one), tasks };
  });
}
