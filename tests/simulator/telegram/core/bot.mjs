import { randomBytes } from 'node:crypto';
import { Faults } from '../../shared/faults.mjs';
import { KeptList } from '../../shared/kept_list.mjs';
import { Chat } from './chat.mjs';
import { ApiError } from './errors.mjs';
import { faultRules } from './fault_rules.mjs';
import { Poller } from './polling.mjs';
import { UpdateQueue } from './update_queue.mjs';
import { startWebhook } from './webhook.mjs';

const keptRecords = 50_000;
/** Kinds that a bot gets only when it asks for them by name. */
const onlyByName = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** @param {number} id */
export const makeToken = (id) => `${id}:AA${randomBytes(25).toString('base64url').slice(0, 33)}`;

/** One bot: its settings, its chats, its queue of updates and what its program did. */
export class Bot {
  /** @type {Map<number, Chat>} */
  chats = new Map();
  queue = new UpdateQueue();
  poller = new Poller(this);
  faults = new Faults(faultRules);
  calls = new KeptList(keptRecords);
  deliveries = new KeptList(keptRecords);
  /** @type {(import('./webhook.mjs').Webhook & {has_custom_certificate: boolean}) | null} */
  webhook = null;
  /** @type {import('../../shared/deliverer.mjs').Deliverer | null} */
  sender = null;
  /** @type {string[]} empty = every kind but those that have to be asked for */
  allowedUpdates = [];
  /** @type {{date: number, message: string} | null} */
  lastError = null;
  /** Texts of setMyName and its kind. @type {Record<string, any>} */
  profile = {};
  /** Button presses that wait for their answer. @type {Map<string, {client: number, expiresAt: number}>} */
  presses = new Map();
  webhookSetAt = 0;

  /**
   * @param {import('./world.mjs').World} world
   * @param {{id: number, token: string, first_name: string, username: string}} identity
   */
  constructor(world, { id, token, first_name, username }) {
    this.world = world;
    this.id = id;
    this.token = token;
    this.first_name = first_name;
    this.username = username;
    this.revoked = false;
    this.nextUpdateId = 100_000_000 + Math.floor(Math.random() * 100_000_000);
  }

  /** The bot as a User in messages. */
  user() {
    const { id, first_name, username } = this;
    return { id, is_bot: true, first_name, username };
  }

  /** @param {import('./world.mjs').Client} client */
  chatWith(client) {
    let chat = this.chats.get(client.id);
    if (!chat) {
      chat = new Chat(this, client);
      this.chats.set(client.id, chat);
      this.world.changed('chat', this, chat.summary());
    }
    return chat;
  }

  /**
   * Puts an update into the queue, unless the bot did not ask for its kind.
   * @param {string} kind
   * @param {object} payload
   * @param {string} key  updates of one key are delivered in order
   * @param {(() => void) | null} [onAccepted]
   */
  pushUpdate(kind, payload, key, onAccepted = null) {
    const wanted = this.allowedUpdates.length
      ? this.allowedUpdates.includes(kind)
      : !onlyByName.has(kind);
    if (!wanted) return null;
    return this.pushRaw({ [kind]: payload }, kind, key, onAccepted);
  }

  /** As pushUpdate, for an update of any content. */
  pushRaw(content, kind, key, onAccepted = null) {
    const update = { update_id: this.nextUpdateId++, ...content };
    const entry = this.queue.push(update, kind, key, onAccepted);
    if (this.sender) this.sender.enqueue(entry);
    else this.poller.wake();
    return update;
  }

  /** @param {{url: string, secret_token: string, max_connections: number, has_custom_certificate: boolean} | null} webhook */
  setWebhook(webhook) {
    const sinceLast = Date.now() - this.webhookSetAt;
    if (sinceLast < this.world.options.webhookPauseMs) {
      throw new ApiError(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
    }
    this.webhookSetAt = Date.now();
    this.applyWebhook(webhook);
  }

  /** The same without the platform's limit of one change per second. */
  applyWebhook(webhook) {
    this.sender?.stop();
    this.webhook = webhook;
    this.lastError = null;
    if (webhook) this.poller.endByWebhook();
    this.sender = webhook ? startWebhook(this, webhook, this.world.options) : null;
    this.world.changed('bot', this, this.summary());
  }

  /** @param {string} message */
  noteWebhookError(message) {
    this.lastError = { date: Math.floor(Date.now() / 1000), message };
  }

  dropPending() {
    this.queue.clear();
  }

  /** What the control interface tells about the bot. */
  summary() {
    const { id, token, first_name, username, revoked } = this;
    return {
      id,
      token,
      first_name,
      username,
      revoked,
      webhook_url: this.webhook?.url ?? '',
      pending_update_count: this.queue.size,
      last_error: this.lastError,
      faults: this.faults.all(),
    };
  }

  close() {
    this.sender?.stop();
    this.poller.close();
  }
}
