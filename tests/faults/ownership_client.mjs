import { until } from '../support/until.mjs';

/** The clients of one bot: they write as their platform delivers it, again and again until 200. */
export class Clients {
  #update = 300_000_000;
  #client = 8_000_000;

  /** @param {any} stage @param {any} bot @param {any} channel */
  constructor(stage, bot, channel) {
    const { url, secret_token: secret } = stage.platform.world.bot(bot.id).webhook;
    Object.assign(this, { url, secret, channel });
  }

  /** Somebody who has written nothing yet. */
  newClient() {
    this.#client += 1;
    return { id: this.#client, first_name: `${this.channel.name} ${this.#client}x` };
  }

  /** A message that was not delivered yet. @param {any} client @param {string} text */
  message(client, text) {
    this.#update += 1;
    const from = { ...client, is_bot: false };
    const date = Math.floor(Date.now() / 1000);
    const chat = { ...client, type: 'private' };
    const entities = text.startsWith('/') ? [{ type: 'bot_command', offset: 0, length: 6 }] : [];
    const message = { message_id: this.#update, from, chat, date, text, entities };
    return JSON.stringify({ update_id: this.#update, message });
  }

  /** One attempt; whether it was taken. */
  async attempt(body) {
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': this.secret,
    };
    const answer = await fetch(this.url, { method: 'POST', headers, body }).catch(() => null);
    await answer?.arrayBuffer();
    return answer?.status === 200;
  }

  /** As the platform does: until it is taken. */
  deliver(body) {
    const taken = () => this.attempt(body);
    return until('an update to be taken', taken, { timeoutMs: 60_000, everyMs: 25 });
  }
}
