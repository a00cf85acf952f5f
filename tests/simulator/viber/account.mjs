import { Account } from '../shared/account.mjs';
import { ControlError } from '../shared/errors.mjs';
import { DeliveryQueue } from '../shared/delivery_queue.mjs';
import { Rate } from '../shared/rate.mjs';
import { ViberChat } from './chat.mjs';
import { faultRules } from './fault_rules.mjs';
import { nextToken, toJson } from './json.mjs';
import { startWebhook } from './webhook.mjs';

const hourMs = 3600 * 1000;
/** Events that a bot gets whatever it asked for. */
export const mandatoryEvents = new Set(['message', 'subscribed', 'unsubscribed']);

/**
 * @typedef {object} Webhook
 * @property {string} url
 * @property {string[]} event_types
 * @property {boolean} send_name
 * @property {boolean} send_photo
 */

/** A bot ("public account"). */
export class ViberAccount extends Account {
  queue = new DeliveryQueue();
  /** @type {Webhook | null} */
  webhook = null;
  /** @type {import('../shared/deliverer.mjs').Deliverer | null} */
  sender = null;
  details = new Rate(2, 12 * hourMs);
  broadcasts = new Rate(500, 10_000);
  /** @type {Map<string, ViberChat>} */
  #byUser = new Map();
  /** Messages outside a session that were free so far. */
  freeUsed = 0;

  /** @param {import('./world.mjs').ViberWorld} world @param {any} identity */
  constructor(world, { uri, ...identity }) {
    super(world, identity, faultRules);
    this.uri = uri;
    Object.assign(this.options, {
      billable: false,
      free_messages: null,
      string_tokens: false,
      can_broadcast: true,
    });
  }

  makeChat(client) {
    const chat = new ViberChat(this, client);
    this.#byUser.set(chat.userId, chat);
    return chat;
  }

  /** @param {any} userId  as the bot knows the person */
  chatOfUser(userId) {
    return this.#byUser.get(userId);
  }

  get pending() {
    return this.queue.size;
  }

  get subscribers() {
    return [...this.chats.values()].filter((chat) => chat.subscribed).length;
  }

  /** Nobody can write to a bot without a webhook: it has no chat then. */
  mustHaveChat() {
    if (this.webhook) return;
    throw new ControlError(409, 'the bot has no webhook, so nobody can write to it');
  }

  /**
   * Sends an event, unless the bot did not ask for its kind.
   * @param {ViberChat} chat
   * @param {any} content  {event, …}
   * @param {{token?: bigint, onAccepted?: (answer: any) => void}} [how]
   */
  pushEvent(chat, content, { token = nextToken(), onAccepted } = {}) {
    const { event, ...rest } = content;
    const wanted = mandatoryEvents.has(event) || this.webhook?.event_types.includes(event);
    if (!wanted) return;
    const message_token = this.options.string_tokens ? String(token) : token;
    const head = { event, timestamp: Date.now(), chat_hostname: 'SN-01_', message_token };
    this.pushRaw(chat, toJson({ ...head, ...rest }), { event, token: String(token), onAccepted });
  }

  /**
   * Sends a body of any content.
   * @param {ViberChat} chat
   * @param {string} body
   * @param {{event: string, token?: string, onAccepted?: (answer: any) => void}} label
   */
  pushRaw(chat, body, { event, token, onAccepted }) {
    const options = { key: String(chat.client.id), lifetimeMs: hourMs, onAccepted };
    const one = { body, event, message_token: token, client: chat.client.id };
    const entry = this.queue.push(one, options);
    this.sender?.enqueue(entry);
  }

  /** @param {Webhook | null} webhook */
  setWebhook(webhook) {
    this.sender?.stop();
    this.webhook = webhook;
    this.sender = webhook ? startWebhook(this) : null;
    this.changed();
  }

  summary() {
    const { uri, webhook, subscribers } = this;
    return { ...super.summary(), uri, webhook, subscribers };
  }

  snapshot() {
    const { uri, webhook, freeUsed } = this;
    const pending = this.queue.snapshot();
    return { ...super.snapshot(), uri, webhook, freeUsed, pending };
  }

  restore(saved) {
    super.restore(saved);
    this.freeUsed = saved.freeUsed;
    this.queue.restore(saved.pending);
    this.setWebhook(saved.webhook);
  }

  close() {
    this.sender?.stop();
  }
}
