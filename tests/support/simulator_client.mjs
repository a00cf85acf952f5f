import { PlatformClient } from './platform_client.mjs';

/** Speaks to the simulator's control interface and to its Bot API, over HTTP only. */
export class SimulatorClient {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {any} [body]
   */
  async ask(method, path, body) {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const options = {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    const response = await fetch(this.url + path, options);
    const answer = await response.json();
    if (!response.ok) throw new Error(`simulator ${response.status}: ${answer.description}`);
    return answer;
  }

  /**
   * The control interface of a platform other than Telegram.
   * @param {'viber' | 'vk' | 'messenger'} name
   */
  platform(name) {
    return new PlatformClient(this, name);
  }

  /** Everything on all platforms goes. */
  reset() {
    return this.ask('POST', '/control/reset', {});
  }

  /** @param {object} [wish] {token, first_name, username} */
  addBot(wish = {}) {
    return this.ask('POST', '/control/bots', wish);
  }

  /** @param {object} [fields] {id, first_name, last_name, username, language_code, photo} */
  addClient(fields = {}) {
    return this.ask('POST', '/control/clients', fields);
  }

  bot(bot) {
    return this.ask('GET', `/control/bots/${bot.id}`);
  }

  bots() {
    return this.ask('GET', '/control/bots');
  }

  /** Waits until at most `pending` updates wait for the bot's program. */
  async settled(bot, { pending = 0, waitMs = 10_000 } = {}) {
    const now = await this.ask('GET', `/control/bots/${bot.id}?pending=${pending}&wait=${waitMs}`);
    if (now.pending_update_count <= pending) return now;
    throw new Error(`${now.pending_update_count} updates still wait after ${waitMs} ms`);
  }

  /**
   * The client does something: text, start, photo, video, animation, video_note, voice, audio,
   * document, sticker, location, venue, contact, raw (each with `reply_to`), press, edit, block,
   * unblock, age.
   */
  act(bot, client, action, params = {}) {
    return this.ask('POST', `/control/bots/${bot.id}/clients/${client.id}/${action}`, params);
  }

  text(bot, client, text) {
    return this.act(bot, client, 'text', { text });
  }

  /** @param {object} [query] {after, from, contains, count, wait} */
  messages(bot, client, query = {}) {
    const search = new URLSearchParams(query);
    return this.ask('GET', `/control/bots/${bot.id}/clients/${client.id}/messages?${search}`);
  }

  /** Waits until the client has got so many messages from the bot, and gives them. */
  async received(bot, client, count, query = {}) {
    const wait = query.wait ?? 10_000;
    const messages = await this.messages(bot, client, { ...query, from: 'bot', count, wait });
    if (messages.length >= count) return messages;
    throw new Error(`the client got ${messages.length} of ${count} messages in ${wait} ms`);
  }

  /** @param {object} [query] {after, method, client, count, wait} */
  calls(bot, query = {}) {
    return this.ask('GET', `/control/bots/${bot.id}/calls?${new URLSearchParams(query)}`);
  }

  deliveries(bot, query = {}) {
    return this.ask('GET', `/control/bots/${bot.id}/deliveries?${new URLSearchParams(query)}`);
  }

  fault(bot, fault) {
    return this.ask('POST', `/control/bots/${bot.id}/faults`, fault);
  }

  clearFaults(bot) {
    return this.ask('DELETE', `/control/bots/${bot.id}/faults`);
  }

  revoke(bot) {
    return this.ask('POST', `/control/bots/${bot.id}/revoke`);
  }

  /** @param {object} bot @param {string} [token] */
  newToken(bot, token) {
    return this.ask('POST', `/control/bots/${bot.id}/token`, { token });
  }

  /** Another service takes the bot's webhook; an empty address takes it away. */
  takeWebhook(bot, url) {
    return this.ask('POST', `/control/bots/${bot.id}/webhook`, { url });
  }

  /** Any update, also one that no client of Telegram would make. */
  update(bot, content, kind = 'raw') {
    return this.ask('POST', `/control/bots/${bot.id}/updates`, { kind, content });
  }

  /** A method of the Bot API as a bot's program calls it; gives the whole envelope. */
  async api(bot, method, params = {}) {
    const response = await fetch(`${this.url}/bot${bot.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return response.json();
  }

  /**
   * As api(), with files as parts of a form.
   * @param {object} bot
   * @param {string} method
   * @param {Record<string, any>} params  nested ones are sent as JSON
   * @param {Record<string, {bytes: Uint8Array, name: string, type?: string}>} files
   */
  async upload(bot, method, params, files) {
    const form = new FormData();
    for (const [name, value] of Object.entries(params)) {
      form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
    for (const [part, { bytes, name, type }] of Object.entries(files)) {
      form.set(part, new Blob([bytes], { type }), name);
    }
    const address = `${this.url}/bot${bot.token}/${method}`;
    return (await fetch(address, { method: 'POST', body: form })).json();
  }

  /** The bytes of a file that a message shows, as the phone gets them. */
  async bytesOf({ url }) {
    const response = await fetch(new URL(url, this.url));
    if (!response.ok) throw new Error(`simulator ${response.status}: ${url}`);
    return Buffer.from(await response.arrayBuffer());
  }
}
