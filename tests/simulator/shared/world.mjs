import { ControlError } from './errors.mjs';
import { Files } from './files.mjs';
import { Hub } from './hub.mjs';

/**
 * What the server gives each platform.
 * @typedef {object} Shared
 * @property {number} retryScale  multiplies the waits between attempts of a delivery
 * @property {number} webhookPauseMs  Telegram: least time between two changes of a webhook
 * @property {() => string} url   where the simulator is reached, without a slash at the end
 */

/**
 * Everything that exists on one platform: accounts, people, files. A platform extends it with
 * `makeAccount(wish)` and `makeClient(fields)`, which check what they are given.
 */
export class PlatformWorld extends Hub {
  /** @type {Map<string, import('./account.mjs').Account>} by the id as text */
  accounts = new Map();
  /** @type {Map<string, any>} by the id as text */
  clients = new Map();
  files = new Files();

  /**
   * @param {string} name  of the platform, as in addresses
   * @param {Shared} shared
   */
  constructor(name, shared) {
    super();
    this.name = name;
    this.shared = shared;
  }

  /** @param {any} wish  {id?, name?, token?, …} */
  addAccount(wish) {
    const account = this.makeAccount(wish);
    const key = String(account.id);
    if (this.accounts.has(key)) throw new ControlError(409, `account ${key} exists already`);
    this.accounts.set(key, account);
    account.setOptions(wish);
    return account;
  }

  /** @param {any} account */
  removeAccount(account) {
    account.close();
    this.accounts.delete(String(account.id));
    this.changed('account_removed', account, { id: account.id });
  }

  /** @param {any} fields */
  addClient(fields) {
    const client = this.makeClient(fields);
    const key = String(client.id);
    if (this.clients.has(key)) throw new ControlError(409, `client ${key} exists already`);
    this.clients.set(key, client);
    this.changed('client', null, client);
    return client;
  }

  /** @param {string | number} id */
  account(id) {
    const account = this.accounts.get(String(id));
    if (!account) throw new ControlError(404, `there is no account ${id}`);
    return account;
  }

  /** @param {string | number} id */
  client(id) {
    const client = this.clients.get(String(id));
    if (!client) throw new ControlError(404, `there is no client ${id}`);
    return client;
  }

  /**
   * Tells everyone who listens.
   * @param {string} type
   * @param {any | null} account
   * @param {any} data
   */
  changed(type, account, data) {
    if (this.listeners.size === 0) return;
    this.tell({ platform: this.name, type, account: account?.id ?? null, data });
  }

  summary() {
    return { accounts: this.accounts.size, clients: this.clients.size };
  }

  snapshot() {
    const accounts = [...this.accounts.values()].map((account) => account.snapshot());
    return { files: this.files.snapshot(), clients: [...this.clients.values()], accounts };
  }

  /** @param {any} saved  what snapshot gave */
  restore(saved) {
    this.files.restore(saved.files);
    for (const fields of saved.clients) this.addClient(fields);
    for (const one of saved.accounts) this.addAccount(one).restore(one);
  }

  clear() {
    for (const account of [...this.accounts.values()]) this.removeAccount(account);
    this.clients.clear();
    this.changed('reset', null, {});
  }

  close() {
    for (const account of this.accounts.values()) account.close();
  }
}
