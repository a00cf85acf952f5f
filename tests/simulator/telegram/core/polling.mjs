import { ApiError } from './errors.mjs';

const otherPoller =
  'Conflict: terminated by other getUpdates request; ' +
  'make sure that only one bot instance is running';
const byWebhook = 'Conflict: terminated by setWebhook request';
const webhookActive =
  "Conflict: can't use getUpdates method while webhook is active; " +
  'use deleteWebhook to delete the webhook first';

/** Long polling of one bot: at most one caller waits; a second one ends the first with 409. */
export class Poller {
  /** @type {{finish: (updates: object[]) => void, fail: (error: Error) => void, limit: number} | null} */
  #waiting = null;

  /** @param {import('./bot.mjs').Bot} bot */
  constructor(bot) {
    this.bot = bot;
  }

  /**
   * @param {{offset?: number, limit: number, timeoutMs: number, gone: AbortSignal}} request
   *   `gone` fires when the caller hung up
   * @returns {Promise<object[]>}
   */
  poll({ offset, limit, timeoutMs, gone }) {
    if (this.bot.webhook) throw new ApiError(409, webhookActive);
    this.#waiting?.fail(new ApiError(409, otherPoller));
    const { queue, faults } = this.bot;
    if (offset !== undefined) {
      queue.confirm(offset, (entry) => {
        if (faults.matchDelivery('duplicate')) queue.repeat(entry);
      });
    }
    const updates = queue.take(limit);
    if (updates.length > 0 || timeoutMs === 0) return Promise.resolve(updates);
    return this.#wait(limit, timeoutMs, gone);
  }

  /**
   * @param {number} limit
   * @param {number} timeoutMs
   * @param {AbortSignal} gone
   * @returns {Promise<object[]>}
   */
  #wait(limit, timeoutMs, gone) {
    return new Promise((resolve, reject) => {
      const settle = (act) => (value) => {
        clearTimeout(timer);
        if (this.#waiting === waiter) this.#waiting = null;
        act(value);
      };
      const waiter = { finish: settle(resolve), fail: settle(reject), limit };
      const timer = setTimeout(() => waiter.finish([]), timeoutMs);
      gone.addEventListener('abort', () => waiter.finish([]), { once: true });
      this.#waiting = waiter;
    });
  }

  /** Called when an update arrived. */
  wake() {
    const waiter = this.#waiting;
    if (waiter) waiter.finish(this.bot.queue.take(waiter.limit));
  }

  endByWebhook() {
    this.#waiting?.fail(new ApiError(409, byWebhook));
  }

  /** Lets a waiting caller go, as a server that shuts down does. */
  close() {
    this.#waiting?.finish([]);
  }
}
