import { ControlError } from './errors.mjs';

/**
 * A message as both sides know it, the same for every platform, so that tests and the phone page
 * read one shape. `wire` holds what really went over the wire.
 * @typedef {object} Entry
 * @property {number} n         1, 2, 3… within the conversation
 * @property {string | number} id   the platform's id of the message
 * @property {'client' | 'account'} from
 * @property {number} time      milliseconds
 * @property {'sent' | 'delivered' | 'read' | 'failed'} state  client's own: delivered = the
 *   account's program has accepted the event
 * @property {string} [text]
 * @property {Attachment[]} [attachments]
 * @property {Button[][]} [buttons]  under the message
 * @property {string | number} [reply_to]  id of the message answered
 * @property {string} [tag]     the reason given for writing outside the window, and the like
 * @property {boolean} [edited]
 * @property {boolean} [deleted]
 * @property {boolean} [elsewhere]  written in the platform's own inbox, not by the program
 * @property {Record<string, string>} [reactions]  who → emoji
 * @property {{status: number, type: string, bytes: number}} [fetched]  what the platform got when
 *   it fetched the message's media
 * @property {any} wire         the platform's own form of it
 *
 * @typedef {object} Attachment
 * @property {'photo'|'video'|'voice'|'audio'|'file'|'sticker'|'location'|'contact'|'link'|'card'} kind
 * @property {string} [url]     where the bytes are
 * @property {string} [name]    of a file or a person
 * @property {string} [title]   of a link or a card
 * @property {string} [text]    second line of a card
 * @property {string} [phone]
 * @property {number} [latitude]
 * @property {number} [longitude]
 * @property {number} [size]    bytes
 * @property {Button[]} [buttons]  of a card
 *
 * @typedef {object} Button
 * @property {string} text
 * @property {'reply'|'url'|'contact'|'location'|'none'} kind
 * @property {string} [payload]  what `press` sends
 * @property {string} [url]
 * @property {string} [colour]   CSS colour of the button
 * @property {number} [columns]  width in sixths of the line
 * @property {boolean} [used]    a card's or message's button that was pressed already
 */

/** The conversation of one client with one account. Platforms extend it with their states. */
export class Conversation {
  /** Message n is at index n - 1. @type {Entry[]} */
  messages = [];
  /** The client has written or started; the account may answer. */
  started = false;
  blocked = false;
  /** Buttons in place of the keyboard. @type {Button[][] | null} */
  keyboard = null;

  /** @param {any} account @param {any} client */
  constructor(account, client) {
    this.account = account;
    this.client = client;
  }

  /**
   * @param {'client' | 'account'} from
   * @param {Partial<Entry> & {id: string | number, wire: any}} fields
   * @returns {Entry}
   */
  add(from, fields) {
    const n = this.messages.length + 1;
    const entry = { n, from, time: Date.now(), state: 'sent', ...fields };
    this.messages.push(entry);
    this.told(entry);
    return entry;
  }

  /** Tells that an entry came or changed. @param {Entry} entry */
  told(entry) {
    const { client, keyboard } = this;
    const data = { client: client.id, keyboard, message: this.view(entry) };
    this.account.world.changed('message', this.account, data);
  }

  /** Tells that the conversation's own state changed. */
  changed() {
    this.account.world.changed('chat', this.account, this.summary());
  }

  /**
   * The message with this id (or this n).
   * @param {string | number} id
   */
  message(id) {
    const found =
      this.messages.find((entry) => String(entry.id) === String(id)) ??
      this.messages[Number(id) - 1];
    if (!found) throw new ControlError(404, `there is no message ${id} in this chat`);
    return found;
  }

  /** As the control interface shows it. @param {Entry} entry */
  view(entry) {
    return entry;
  }

  /** What lists show of the conversation. */
  summary() {
    const last = this.messages.at(-1);
    const { client, started, blocked, keyboard } = this;
    return {
      ...{ client, started, blocked, keyboard },
      messages: this.messages.length,
      last: last ? this.view(last) : null,
    };
  }

  /** For a state file; platforms add their own states. */
  snapshot() {
    const { started, blocked, keyboard, messages } = this;
    return { client: this.client.id, started, blocked, keyboard, messages };
  }

  /** @param {any} saved  what snapshot gave */
  restore({ client: _client, ...saved }) {
    Object.assign(this, saved);
  }
}
