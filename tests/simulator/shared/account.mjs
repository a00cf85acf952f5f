import { Conversation } from './conversation.mjs';
import { Faults } from './faults.mjs';
import { KeptList } from './kept_list.mjs';

const keptRecords = 50_000;

/**
 * What the accounts of all platforms have: who it is, its conversations, faults and records.
 * A platform's account extends it.
 */
export class Account {
  /** @type {Map<string, Conversation>} by the client's id as text */
  chats = new Map();
  calls = new KeptList(keptRecords);
  deliveries = new KeptList(keptRecords);
  revoked = false;
  /** limits: false lifts the platform's rates; auto_read: what arrives is read at once. */
  options = { limits: true, auto_read: false };

  /**
   * @param {import('./world.mjs').PlatformWorld} world
   * @param {{id: string | number, name: string, token: string}} identity
   * @param {import('./faults.mjs').Rules} faultRules
   */
  constructor(world, { id, name, token }, faultRules) {
    this.world = world;
    this.id = id;
    this.name = name;
    this.token = token;
    this.faults = new Faults(faultRules);
  }

  /** A new conversation of the platform's own kind. @returns {Conversation} */
  makeChat(client) {
    return new Conversation(this, client);
  }

  /** @param {{id: string | number}} client */
  chatWith(client) {
    const key = String(client.id);
    let chat = this.chats.get(key);
    if (!chat) {
      chat = this.makeChat(client);
      this.chats.set(key, chat);
      chat.changed();
    }
    return chat;
  }

  /** How many events wait for the account's program. */
  get pending() {
    return 0;
  }

  /** What the control interface tells of the account. */
  summary() {
    const { id, name, token, revoked, options, pending } = this;
    return { id, name, token, revoked, options, pending, faults: this.faults.all() };
  }

  /** @param {Record<string, any>} wish  options to change */
  setOptions(wish) {
    for (const name of Object.keys(this.options)) {
      if (wish[name] !== undefined) this.options[name] = wish[name];
    }
    this.changed();
  }

  changed() {
    this.world.changed('account', this, this.summary());
  }

  /** For a state file; a platform adds its own. */
  snapshot() {
    const { id, name, token, revoked, options } = this;
    const chats = [...this.chats.values()].map((chat) => chat.snapshot());
    return { id, name, token, revoked, options, chats };
  }

  /** @param {any} saved  what snapshot gave; the clients exist already */
  restore(saved) {
    this.revoked = saved.revoked;
    Object.assign(this.options, saved.options);
    for (const one of saved.chats) this.chatWith(this.world.client(one.client)).restore(one);
  }

  /** Ends what runs by itself. */
  close() {}
}
