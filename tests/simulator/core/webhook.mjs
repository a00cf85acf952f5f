import http from 'node:http';
import https from 'node:https';

/** The platform closes an idle webhook connection after this long. */
const readTimeoutMs = 60_000;
const maxRetryAfterS = 3600;

/**
 * Seconds to wait after the n-th failure: at once, then doubling, capped at a random 60 to 120.
 * @param {number} failures  1 = the first failure
 */
export function backoffSeconds(failures) {
  if (failures <= 1) return 0;
  const doubled = 2 ** (failures - 1);
  return doubled < 60 ? doubled : 60 + Math.random() * 60;
}

/**
 * @typedef {object} Webhook
 * @property {string} url
 * @property {string} secret_token
 * @property {number} max_connections
 */

/**
 * @typedef {object} Lane  updates of one key, delivered one after another
 * @property {import('./update_queue.mjs').Entry[]} entries
 * @property {number} head
 */

/** Delivers the updates of one bot to its webhook: first in, first out for each key. */
export class WebhookSender {
  /** @type {Map<string, Lane>} */
  #lanes = new Map();
  /** Lanes that may send now. @type {string[]} */
  #ready = [];
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set();
  /** Updates held back to be delivered in reverse. @type {import('./update_queue.mjs').Entry[]} */
  #held = [];
  #active = 0;

  /**
   * @param {import('./bot.mjs').Bot} bot
   * @param {Webhook} webhook
   * @param {{retryScale: number}} options  retryScale multiplies every wait between attempts
   */
  constructor(bot, webhook, { retryScale }) {
    this.bot = bot;
    this.webhook = webhook;
    this.retryScale = retryScale;
    this.stopped = false;
    const secure = webhook.url.startsWith('https:');
    const agentOptions = { keepAlive: true, maxSockets: webhook.max_connections };
    this.agent = secure ? new https.Agent(agentOptions) : new http.Agent(agentOptions);
    this.request = secure ? https.request : http.request;
    for (const entry of bot.queue.entries()) this.#append(entry);
    this.#pump();
  }

  /** @param {import('./update_queue.mjs').Entry} entry */
  enqueue(entry) {
    const reorder = this.bot.faults.peekDelivery('reorder');
    if (reorder) {
      this.#held.push(entry);
      if (this.#held.length < reorder.count) return;
      this.bot.faults.matchDelivery('reorder');
      for (const held of this.#held.reverse()) this.#append(held);
      this.#held = [];
    } else {
      for (const held of this.#held.splice(0)) this.#append(held);
      this.#append(entry);
    }
    this.#pump();
  }

  stop() {
    this.stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.agent.destroy();
  }

  #append(entry) {
    const lane = this.#lanes.get(entry.key);
    if (lane) {
      lane.entries.push(entry);
      return;
    }
    this.#lanes.set(entry.key, { entries: [entry], head: 0 });
    this.#ready.push(entry.key);
  }

  #pump() {
    while (!this.stopped && this.#active < this.webhook.max_connections && this.#ready.length) {
      this.#sendHead(this.#ready.shift());
    }
  }

  #later(seconds, key) {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.#ready.push(key);
        this.#pump();
      },
      seconds * 1000 * this.retryScale,
    );
    this.#timers.add(timer);
  }

  async #sendHead(key) {
    const lane = this.#lanes.get(key);
    const entry = lane.entries[lane.head];
    if (!this.bot.queue.has(entry) || entry.expiresAt <= Date.now()) {
      this.bot.queue.drop(entry);
      this.#next(key, lane);
      return;
    }
    this.#active += 1;
    const answer = await this.#deliver(entry);
    this.#active -= 1;
    if (answer.accepted) {
      if (this.bot.faults.matchDelivery('duplicate')) await this.#deliver(entry);
      this.bot.queue.settle(entry);
      this.#next(key, lane);
    } else if (!this.stopped) {
      this.bot.noteWebhookError(answer.reason);
      const asked = Math.min(answer.retryAfter ?? 0, maxRetryAfterS);
      this.#later(Math.max(asked, backoffSeconds(entry.attempts)), key);
    }
    this.#pump();
  }

  #next(key, lane) {
    lane.head += 1;
    if (lane.head === lane.entries.length) {
      this.#lanes.delete(key);
    } else {
      if (lane.head > 1024) (lane.entries.splice(0, lane.head), (lane.head = 0));
      this.#ready.push(key);
    }
  }

  async #deliver(entry) {
    entry.attempts += 1;
    const begun = Date.now();
    const answer = await this.#post(JSON.stringify(entry.update));
    this.bot.deliveries.add({
      update_id: entry.update.update_id,
      attempt: entry.attempts,
      time: begun,
      duration_ms: Date.now() - begun,
      status: answer.status,
      reason: answer.reason,
    });
    this.bot.world.changed('delivery', this.bot, { update_id: entry.update.update_id });
    return answer;
  }

  /**
   * @param {string} body
   * @returns {Promise<{accepted: boolean, status: number, reason: string, retryAfter?: number}>}
   */
  #post(body) {
    return new Promise((resolve) => {
      const failed = (reason) => resolve({ accepted: false, status: 0, reason });
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const secret = this.webhook.secret_token;
      if (secret) headers['x-telegram-bot-api-secret-token'] = secret;
      const options = { method: 'POST', agent: this.agent, headers, timeout: readTimeoutMs };
      const request = this.request(this.webhook.url, options, (response) => {
        response.resume();
        response.on('end', () => resolve(judge(response)));
        response.on('error', (error) => failed(error.message));
      });
      request.on('timeout', () => request.destroy(new Error('Read timeout expired')));
      request.on('error', (error) => {
        failed(error.code === 'ECONNREFUSED' ? 'Connection refused' : error.message);
      });
      request.end(body);
    });
  }
}

/** @param {http.IncomingMessage} response */
function judge(response) {
  const status = response.statusCode;
  const accepted = status >= 200 && status < 300;
  const reason = accepted
    ? 'OK'
    : `Wrong response from the webhook: ${status} ${response.statusMessage}`;
  const retryAfter = Number(response.headers['retry-after']) || undefined;
  return { accepted, status, reason, retryAfter };
}
