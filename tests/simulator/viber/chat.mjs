import { createHash } from 'node:crypto';
import { Conversation } from '../shared/conversation.mjs';
import { nextToken } from './json.mjs';

const hourMs = 3600 * 1000;
const sessionMs = 24 * hourMs;
const unansweredLimit = 100;

/** The conversation of one person with one bot. */
export class ViberChat extends Conversation {
  subscribed = false;
  /** Returned with the person's messages. @type {string | undefined} */
  trackingData = undefined;
  /** When the person last wrote, milliseconds; 0 = never. */
  lastWrote = 0;
  /** When the bot wrote since then, milliseconds. @type {number[]} */
  unanswered = [];

  /** @param {any} account @param {any} client */
  constructor(account, client) {
    super(account, client);
    const digest = createHash('sha256').update(`${account.id} ${client.id}`).digest();
    /** The person's id as this bot knows it. */
    this.userId = digest.subarray(0, 16).toString('base64');
  }

  /** The person as the bot is told of them, by the settings of its webhook. */
  user() {
    const { client, account } = this;
    const { send_name, send_photo } = account.webhook ?? {};
    const user = { id: this.userId };
    if (send_name) user.name = client.personalised ? client.name : 'Subscriber';
    if (send_photo && client.photo && client.personalised) {
      user.avatar = account.world.mediaUrl(client.photo);
    }
    const { country, language, api_version } = client;
    return { ...user, country, language, api_version };
  }

  /** Whether the bot may write without being answered, by the platform's hourly limit. */
  mayWrite() {
    const since = Date.now() - hourMs;
    this.unanswered = this.unanswered.filter((time) => time > since);
    return this.unanswered.length < unansweredLimit || !this.account.options.limits;
  }

  get inSession() {
    return this.lastWrote > Date.now() - sessionMs;
  }

  /** As if the last hours had passed without a word. @param {number} hours */
  age(hours) {
    const ms = hours * hourMs;
    if (this.lastWrote) this.lastWrote -= ms;
    this.unanswered = this.unanswered.map((time) => time - ms);
  }

  /**
   * The person says something: becomes a subscriber, as on the platform without an event for it.
   * @param {object} message  the inner `message` of the event
   * @param {object} shown    the fields of the entry that people see
   * @param {{silent?: boolean}} [how]  a silent button leaves nothing in the chat
   */
  fromClient(message, shown, { silent = false } = {}) {
    const token = nextToken();
    const tracking = this.trackingData === undefined ? {} : { tracking_data: this.trackingData };
    const wire = { ...message, ...tracking };
    Object.assign(this, { subscribed: true, started: true, lastWrote: Date.now() });
    this.unanswered = [];
    const entry = silent ? null : this.add('client', { id: String(token), ...shown, wire });
    const event = { event: 'message', sender: this.user(), message: wire, silent };
    this.account.pushEvent(this, event, {
      token,
      onAccepted: () => {
        if (entry) this.#become(entry, 'delivered');
      },
    });
    this.changed();
    return { message: entry, message_token: String(token), user_id: this.userId };
  }

  /**
   * Something of the bot came to the person.
   * @param {bigint} token
   * @param {any} params   as sent
   * @param {object} shown the fields of the entry that people see
   */
  fromAccount(token, params, { keyboard, ...shown }) {
    this.trackingData = params.tracking_data;
    this.unanswered.push(Date.now());
    this.keyboard = keyboard ?? null;
    const wire = { ...params };
    delete wire.auth_token;
    const entry = this.add('account', { id: String(token), ...shown, wire });
    this.changed();
    return entry;
  }

  /** The message reached every device of the person. */
  delivered(entry) {
    this.#become(entry, 'delivered');
    if (this.account.faults.matchDelivery('receipts_off', this.client.id)) return;
    for (let device = 0; device < this.client.devices; device += 1)
      this.#receipt('delivered', entry);
    if (this.account.options.auto_read) this.read();
  }

  /** The client program refused it. @param {string} desc */
  failed(entry, desc) {
    this.#become(entry, 'failed');
    this.#receipt('failed', entry, { desc });
  }

  /** The person looks at the chat: everything that came is seen. */
  read() {
    const fresh = this.messages.filter(
      (one) => one.from === 'account' && one.state === 'delivered',
    );
    const told = !this.account.faults.matchDelivery('receipts_off', this.client.id);
    for (const entry of fresh) {
      this.#become(entry, 'read');
      if (told) this.#receipt('seen', entry);
    }
    return { seen: fresh.map(({ id }) => id) };
  }

  subscribe() {
    Object.assign(this, { subscribed: true, blocked: false, started: true });
    this.trackingData = undefined;
    this.account.pushEvent(this, { event: 'subscribed', user: this.user() });
    this.changed();
  }

  unsubscribe() {
    Object.assign(this, { subscribed: false, blocked: true, keyboard: null });
    this.account.pushEvent(this, { event: 'unsubscribed', user_id: this.userId });
    this.changed();
  }

  summary() {
    return { ...super.summary(), subscribed: this.subscribed, user_id: this.userId };
  }

  snapshot() {
    const { subscribed, trackingData, lastWrote, unanswered } = this;
    return { ...super.snapshot(), subscribed, trackingData, lastWrote, unanswered };
  }

  #become(entry, state) {
    if (entry.state === 'read' || entry.state === state) return;
    entry.state = state;
    this.told(entry);
  }

  #receipt(event, entry, more = {}) {
    const content = { event, user_id: this.userId, ...more };
    this.account.pushEvent(this, content, { token: BigInt(entry.id) });
  }
}
