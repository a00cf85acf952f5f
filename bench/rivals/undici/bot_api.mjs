import { request } from 'undici';

/** Telegram's Bot API for one bot. */
export class BotApi {
  constructor(url, channel, dispatcher) {
    this.address = `${url}/bot${channel.token.toString()}/sendMessage`;
    this.dispatcher = dispatcher;
  }

  /** The sent message, or an error with `code`. */
  async sendMessage(chat, text) {
    const { body } = await request(this.address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: Number(chat), text }),
      dispatcher: this.dispatcher,
    });
    const answer = await body.json();
    if (answer.ok) return answer.result;
    throw Object.assign(new Error(answer.description), { code: answer.error_code });
  }
}
