import { createHmac } from 'node:crypto';
import { apps } from './stage.mjs';

const hmac = (key, body) => createHmac('sha256', key).update(body).digest('hex');

/**
 * Posts bodies to a channel's webhook as its platform would, with a right proof or another. The
 * proof is made here, not by the simulator, so that any bytes can have it.
 */
export class Hook {
  /** @param {any} link  what connectAccount gave */
  static async of(link) {
    const account = await link.platform.account(link.account);
    return new Hook(link, account.servers?.[0]?.secret_key ?? '');
  }

  constructor({ channel, account, platform }, secret) {
    Object.assign(this, { url: channel.webhook_url, account, name: platform.name, secret });
  }

  /** Headers that prove a body; VK's proof stands in the body. */
  proof(body) {
    if (this.name === 'viber') {
      return { 'x-viber-content-signature': hmac(this.account.token, body) };
    }
    if (this.name !== 'messenger') return {};
    return { 'x-hub-signature-256': `sha256=${hmac(apps.messenger.app_secret, body)}` };
  }

  /** An event of the platform's as this account would get it. @param {any} event */
  addressed(event) {
    if (this.name === 'vk') return { ...event, group_id: this.account.id, secret: this.secret };
    if (this.name !== 'messenger' || !Array.isArray(event.entry)) return event;
    const own = (entry) =>
      entry !== null && typeof entry === 'object' ? { ...entry, id: this.account.id } : entry;
    return { ...event, entry: event.entry.map(own) };
  }

  /**
   * @param {string | Uint8Array} body
   * @param {Record<string, string>} [headers]  in place of the right proof
   */
  async post(body, headers = this.proof(body), query = '') {
    const response = await fetch(this.url + query, {
      ...{ method: 'POST', body },
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: response.status, text: await response.text() };
  }
}

/** A text event of each platform, from a person the platform knows by `who`. */
export function textEvent(name, who, text, id) {
  const now = Date.now();
  if (name === 'viber') {
    const sender = { id: who, name: who, country: 'UA', language: 'uk', api_version: 10 };
    const message = { type: 'text', text };
    return { event: 'message', timestamp: now, message_token: id, sender, message, silent: false };
  }
  if (name === 'vk') {
    const flat = { id, date: Math.floor(now / 1000), from_id: who, peer_id: who, out: 0, text };
    const message = { ...flat, conversation_message_id: id, random_id: 0, attachments: [] };
    return { type: 'message_new', event_id: `e${id}`, v: '5.199', object: { message } };
  }
  const ends = { sender: { id: who }, recipient: { id: '0' }, timestamp: now };
  const messaging = [{ ...ends, message: { mid: `m_${id}`, text } }];
  return { object: 'page', entry: [{ id: '0', time: now, messaging }] };
}
