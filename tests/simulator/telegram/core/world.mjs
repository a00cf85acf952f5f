import { ControlError } from '../../shared/errors.mjs';
import { Hub } from '../../shared/hub.mjs';
import { portraitOf } from '../../shared/samples.mjs';
import { Bot, makeToken } from './bot.mjs';
import { Files } from './files.mjs';

const tokenForm = /^[0-9]{6,12}:[A-Za-z0-9_-]{30,64}$/;

/** A person with a phone. */
export class Client {
  /** @param {any} fields */
  constructor({ id, first_name, last_name, username, language_code, phone_number, photo }) {
    this.id = id;
    this.first_name = first_name;
    this.last_name = last_name || undefined;
    this.username = username || undefined;
    this.language_code = language_code || undefined;
    this.phone_number = phone_number || undefined;
    /** File id of the profile photo. @type {string | null} */
    this.photo = photo ?? null;
  }

  /** The client as a User in messages. */
  user() {
    const { id, first_name, last_name, username, language_code } = this;
    return { id, is_bot: false, first_name, last_name, username, language_code };
  }
}

/**
 * @typedef {object} Options
 * @property {number} retryScale      multiplies the waits between attempts of a webhook delivery
 * @property {number} webhookPauseMs  at most one change of the webhook in this time
 */

/** Everything that exists: bots, people, files, and who wants to hear of changes. */
export class World extends Hub {
  /** @type {Map<number, Bot>} */
  bots = new Map();
  /** @type {Map<string, Bot>} */
  byToken = new Map();
  /** @type {Map<number, Client>} */
  clients = new Map();
  files = new Files();
  #nextBotId = 700_100_001;
  #nextClientId = 100_000_001;
  #lastAlbumId = Date.now();

  /** @param {Partial<Options>} [options] */
  constructor(options = {}) {
    super();
    this.options = { retryScale: 1, webhookPauseMs: 1000, ...options };
  }

  /** @param {{token?: string, first_name?: string, username?: string}} wish */
  addBot({ token, first_name = 'Shop', username }) {
    if (token !== undefined && !tokenForm.test(token)) {
      throw new ControlError(400, 'a token is <6 to 12 digits>:<30 to 64 of A-Z a-z 0-9 _ ->');
    }
    while (!token && this.bots.has(this.#nextBotId)) this.#nextBotId += 1;
    const id = token ? Number(token.split(':')[0]) : this.#nextBotId;
    if (this.bots.has(id)) throw new ControlError(409, `bot ${id} exists already`);
    const name = username ?? `demo_${id}_bot`;
    const bot = new Bot(this, { id, token: token ?? makeToken(id), first_name, username: name });
    this.bots.set(id, bot);
    this.byToken.set(bot.token, bot);
    this.changed('bot', bot, bot.summary());
    return bot;
  }

  /** @param {Bot} bot */
  removeBot(bot) {
    bot.close();
    this.bots.delete(bot.id);
    this.byToken.delete(bot.token);
    this.changed('bot_removed', bot, { id: bot.id });
  }

  /**
   * Ends the old token and gives the bot another one, as BotFather's /revoke does.
   * @param {Bot} bot
   * @param {string} [token]
   */
  replaceToken(bot, token = makeToken(bot.id)) {
    this.byToken.delete(bot.token);
    bot.token = token;
    bot.revoked = false;
    this.byToken.set(token, bot);
    bot.poller.close();
    this.changed('bot', bot, bot.summary());
  }

  /** @param {any} fields */
  addClient(fields) {
    while (!fields.id && this.clients.has(this.#nextClientId)) this.#nextClientId += 1;
    const id = Number(fields.id ?? this.#nextClientId);
    if (!Number.isSafeInteger(id) || id <= 0) throw new ControlError(400, 'id is a whole number');
    const portrait = portraitOf(fields.photo);
    const photo = portrait ? this.files.add(portrait).file_id : null;
    const client = new Client({ first_name: `Client ${id}`, ...fields, id, photo });
    this.clients.set(id, client);
    this.changed('client', null, client);
    return client;
  }

  /** The number that the messages of one album have in common. */
  nextAlbumId() {
    this.#lastAlbumId += 1;
    return this.#lastAlbumId;
  }

  /** @param {string | number} id */
  bot(id) {
    const bot = this.bots.get(Number(id)) ?? this.byToken.get(String(id));
    if (!bot) throw new ControlError(404, `there is no bot ${id}`);
    return bot;
  }

  /** @param {string | number} id */
  client(id) {
    const client = this.clients.get(Number(id));
    if (!client) throw new ControlError(404, `there is no client ${id}`);
    return client;
  }

  /**
   * Tells everyone who listens.
   * @param {string} type
   * @param {Bot | null} bot
   * @param {any} data
   */
  changed(type, bot, data) {
    if (this.listeners.size === 0) return;
    this.tell({ platform: 'telegram', type, bot: bot?.id ?? null, data });
  }

  /** Everything but the files goes. */
  clear() {
    for (const bot of [...this.bots.values()]) this.removeBot(bot);
    this.clients.clear();
    this.changed('reset', null, {});
  }

  close() {
    for (const bot of this.bots.values()) bot.close();
  }
}
