import { randomBytes } from 'node:crypto';
import { Account } from '../shared/account.mjs';
import { CallbackServer } from './callback_server.mjs';
import { VkError } from './errors.mjs';
import { shaped } from './event_types.mjs';
import { faultRules } from './fault_rules.mjs';
import { LongPoll } from './long_poll.mjs';
import { Talk } from './talk.mjs';

const maxServers = 10;
const tooManyServers = 2000;

const makeCode = () => randomBytes(4).toString('hex');

/** One community: its settings, ways of hearing of events, conversations. */
export class Community extends Account {
  /**
   * Besides the common ones: `confirm` 'before' | 'after' = when a server's confirmation is over,
   * before or after the answer to adding it; `give_up_after` failed attempts a server is switched
   * off (null = never); `long_poll_kept` events wait for the long poll at most.
   */
  options = {
    ...{ limits: true, auto_read: false },
    ...{ confirm: 'before', give_up_after: 10, long_poll_kept: 10_000 },
  };
  /** What the administrators have switched on. */
  settings = { messages: 1, bots_capabilities: 0, bots_start_button: 0 };
  /** What a server must answer to a confirmation; another one after each change of servers. */
  confirmationCode = makeCode();
  /** @type {Map<number, CallbackServer>} */
  servers = new Map();
  longPoll = new LongPoll(this);
  /** Presses that wait for `sendMessageEventAnswer`. @type {Map<string, any>} */
  presses = new Map();
  /** Last message number in group chats. @type {Map<number, number>} */
  groupChats = new Map();
  /** Every message by its number. @type {Map<number, {talk: Talk, entry: any}>} */
  #messages = new Map();
  nextMessageId = 1;
  nextServerId = 1;

  /**
   * @param {import('./world.mjs').VkWorld} world
   * @param {any} identity  {id, name, token, screen_name?, photo?, settings?}
   */
  constructor(world, { id, name, token, screen_name, photo, settings }) {
    super(world, { id, name, token }, faultRules);
    this.screen_name = screen_name ?? `club${id}`;
    this.photo = photo ?? null;
    Object.assign(this.settings, settings);
  }

  makeChat(client) {
    return new Talk(this, client);
  }

  /** @param {number | string} id */
  messageById(id) {
    return this.#messages.get(Number(id));
  }

  /** Makes a message known by its number. @param {Talk} talk @param {any} entry */
  index(talk, entry) {
    this.#messages.set(entry.id, { talk, entry });
  }

  get pending() {
    let waiting = this.longPoll.pending;
    for (const server of this.servers.values()) waiting += server.queue.size;
    return waiting;
  }

  /** As `groups.getById` tells it. */
  wire() {
    const { id, name, screen_name } = this;
    const group = { id, name, screen_name, is_closed: 0, type: 'page' };
    if (!this.photo) return group;
    const url = this.world.fileUrl(this.photo);
    return { ...group, photo_50: url, photo_100: url, photo_200: url };
  }

  /**
   * @param {{url: string, title: string, secret_key: string, creator_id?: number}} fields
   * @returns {CallbackServer} not confirmed yet
   */
  addServer({ url, title, secret_key, creator_id = 0 }) {
    if (this.servers.size >= maxServers) throw new VkError(tooManyServers);
    const id = this.nextServerId++;
    const server = new CallbackServer(this, { id, url, title, secret_key, creator_id });
    this.servers.set(id, server);
    this.changed();
    return server;
  }

  /** @param {CallbackServer} server */
  removeServer(server) {
    server.close();
    server.queue.clear();
    this.servers.delete(server.id);
    this.changed();
  }

  renewConfirmationCode() {
    this.confirmationCode = makeCode();
  }

  /**
   * Something happened: tells every server and the long poll that want to know.
   * @param {string} type
   * @param {any} object   in the newest form
   * @param {{key: string, onAccepted?: (() => void) | null}} options  key: these stay in order
   * @returns {string} the number of the event, the same on every way
   */
  emit(type, object, { key, onAccepted = null }) {
    const event_id = randomBytes(20).toString('hex');
    const event = { type, object, group_id: this.id, event_id };
    for (const server of this.servers.values()) server.push(event, key, onAccepted);
    const form = (version) => shaped(event, version);
    const polled = this.longPoll.push(form, type, onAccepted);
    if (polled && this.servers.size === 0 && this.faults.matchDelivery('duplicate')) {
      this.longPoll.push(form, type, null);
    }
    this.world.changed('event', this, { event_id, type });
    return event_id;
  }

  summary() {
    const { screen_name, photo, settings, longPoll } = this;
    const servers = [...this.servers.values()].map((server) => ({
      ...server.wire(),
      ...{ events: [...server.events], pending: server.queue.size },
    }));
    const long_poll = { enabled: longPoll.enabled, pending: longPoll.pending };
    const photo_url = photo ? this.world.filePath(photo) : null;
    return { ...super.summary(), screen_name, photo_url, settings, servers, long_poll };
  }

  snapshot() {
    const { screen_name, photo, settings, confirmationCode, nextMessageId, nextServerId } = this;
    return {
      ...super.snapshot(),
      ...{ screen_name, photo, settings, confirmationCode, nextMessageId, nextServerId },
      servers: [...this.servers.values()].map((server) => server.snapshot()),
      long_poll: this.longPoll.snapshot(),
      group_chats: [...this.groupChats],
    };
  }

  restore(saved) {
    super.restore(saved);
    const { confirmationCode, nextMessageId, nextServerId } = saved;
    Object.assign(this, { confirmationCode, nextMessageId, nextServerId });
    this.groupChats = new Map(saved.group_chats);
    this.longPoll.restore(saved.long_poll);
    for (const one of saved.servers) {
      const server = new CallbackServer(this, one);
      this.servers.set(one.id, server);
      server.restore(one);
    }
  }

  /** Nobody pays for a summary that nobody hears. */
  changed() {
    if (this.world.listeners.size > 0) super.changed();
  }

  close() {
    for (const server of this.servers.values()) server.close();
  }
}
