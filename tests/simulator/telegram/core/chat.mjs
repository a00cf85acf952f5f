import { ControlError } from '../../shared/errors.mjs';
import { entitiesOf } from './entities.mjs';
import { shown } from './shown.mjs';

/**
 * A message as both sides know it. `wire` is the Bot API's Message; the rest is what only the
 * simulator knows.
 * @typedef {object} Entry
 * @property {any} wire
 * @property {'client' | 'bot'} from
 * @property {number} time      milliseconds
 * @property {boolean} accepted the bot's program has accepted the update (for the client's own)
 * @property {boolean} [deleted]  the bot has taken it away
 * @property {object} [fetched]   what came when the platform fetched the file by its address
 */

/** The conversation of one client with one bot. */
export class Chat {
  /** Message n is at index n - 1. @type {Entry[]} */
  messages = [];
  started = false;
  blocked = false;
  /** @type {any} the bottom keyboard that the bot has shown */
  keyboard = null;

  /**
   * @param {import('./bot.mjs').Bot} bot
   * @param {import('./world.mjs').Client} client
   */
  constructor(bot, client) {
    this.bot = bot;
    this.client = client;
  }

  /** The chat as it stands in a Message. */
  wireChat() {
    const { id, first_name, last_name, username } = this.client;
    return { id, type: 'private', first_name, last_name, username };
  }

  /** @param {number} messageId */
  message(messageId) {
    const entry = this.messages[messageId - 1];
    if (!entry || entry.deleted)
      throw new ControlError(404, `there is no message ${messageId} in this chat`);
    return entry;
  }

  /**
   * The client sends something to the bot.
   * @param {object} content  the fields of the Message that are its content
   */
  fromClient(content) {
    if (this.blocked) throw new ControlError(409, 'the client has blocked the bot: unblock first');
    this.started = true;
    const entry = this.#append('client', { from: this.client.user(), ...content });
    const accepted = () => {
      entry.accepted = true;
      this.#tell(entry);
    };
    const update = this.bot.pushUpdate('message', entry.wire, `chat:${this.client.id}`, accepted);
    return { message: this.view(entry), update_id: update?.update_id ?? null };
  }

  /**
   * @param {object} content
   * @param {object} [known]  what only the simulator knows of the message
   */
  fromBot(content, known = {}) {
    const entry = this.#append('bot', { from: this.bot.user(), ...content }, known);
    return entry.wire;
  }

  /**
   * The bot corrects a message of its own. The bot hears nothing of it.
   * @param {Entry} entry
   * @param {Record<string, any>} fields  undefined = the field goes
   */
  changedByBot(entry, fields) {
    const kept = Object.entries({ ...entry.wire, ...fields }).filter(
      ([, one]) => one !== undefined,
    );
    entry.wire = Object.fromEntries(kept);
    this.#tell(entry);
    return entry.wire;
  }

  /** The message goes from both sides. @param {Entry} entry */
  delete(entry) {
    entry.deleted = true;
    this.#tell(entry);
  }

  /** A message as it stands in the one that answers it. @param {Entry} entry */
  quoted({ wire: { reply_to_message: _deeper, ...wire } }) {
    return wire;
  }

  /** Makes everything said older. @param {number} hours */
  age(hours) {
    if (!(hours > 0)) throw new ControlError(400, 'hours is a number above 0');
    const seconds = Math.round(hours * 3600);
    for (const entry of this.messages) {
      entry.time -= seconds * 1000;
      entry.wire = { ...entry.wire, date: entry.wire.date - seconds };
      this.#tell(entry);
    }
    return {};
  }

  /**
   * The client corrects a text or a caption.
   * @param {number} messageId
   * @param {string} text
   */
  edit(messageId, text) {
    const entry = this.message(messageId);
    if (entry.from !== 'client') throw new ControlError(400, 'only own messages can be edited');
    const field = entry.wire.text === undefined ? 'caption' : 'text';
    const entities = entitiesOf(text);
    entry.wire = { ...entry.wire, edit_date: nowSeconds(), [field]: text };
    delete entry.wire.entities;
    if (entities.length && field === 'text') entry.wire.entities = entities;
    const update = this.bot.pushUpdate('edited_message', entry.wire, `chat:${this.client.id}`);
    this.#tell(entry);
    return { message: this.view(entry), update_id: update?.update_id ?? null };
  }

  /** @param {boolean} blocked */
  setBlocked(blocked) {
    if (this.blocked === blocked) return { update_id: null };
    this.blocked = blocked;
    const user = this.bot.user();
    const member = { user, status: 'member' };
    const kicked = { user, status: 'kicked', until_date: 0 };
    const change = {
      chat: this.wireChat(),
      from: this.client.user(),
      date: nowSeconds(),
      old_chat_member: blocked ? member : kicked,
      new_chat_member: blocked ? kicked : member,
    };
    const update = this.bot.pushUpdate('my_chat_member', change, `member:${this.client.id}`);
    this.bot.world.changed('chat', this.bot, this.summary());
    return { update_id: update?.update_id ?? null };
  }

  /** @param {Entry} entry */
  view(entry) {
    const { wire, from: side, time, accepted } = entry;
    const fileOf = (id) => this.bot.world.files.byId(id);
    return { ...wire, ...shown(entry, fileOf), side, time, accepted };
  }

  /** What lists show of the chat. */
  summary() {
    const last = this.messages.at(-1);
    return {
      client: this.client,
      started: this.started,
      blocked: this.blocked,
      keyboard: this.keyboard,
      messages: this.messages.length,
      last: last ? this.view(last) : null,
    };
  }

  #append(from, fields, known = {}) {
    const wire = {
      message_id: this.messages.length + 1,
      from: fields.from,
      chat: this.wireChat(),
      date: nowSeconds(),
      ...fields,
    };
    const entry = { wire, from, time: Date.now(), accepted: from === 'bot', ...known };
    this.messages.push(entry);
    this.#tell(entry);
    return entry;
  }

  #tell(entry) {
    this.bot.world.changed('message', this.bot, {
      client: this.client.id,
      message: this.view(entry),
    });
  }
}

export const nowSeconds = () => Math.floor(Date.now() / 1000);
