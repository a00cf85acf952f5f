import { agentFor, send } from './post.mjs';

/**
 * What a platform tells the deliverer of itself.
 * @typedef {object} Settings
 * @property {string} url             where the events go
 * @property {any} queue              a DeliveryQueue, or what has its has, entries, settle, drop
 * @property {import('./faults.mjs').Faults} faults   duplicate and reorder are met here
 * @property {import('./kept_list.mjs').KeptList<any>} deliveries  gets a record per attempt
 * @property {(record: any) => void} told             called after each attempt
 * @property {(entry: any) => void} [settled]  called when an entry has left the queue
 * @property {(entry: any) => {url?: string, headers: Record<string, string>, body: string}} request
 *   the request of one entry, signed as the platform signs
 * @property {(entry: any) => object} label  what tells the entry apart in the records
 * @property {(entry: any, answer: import('./post.mjs').Answer) => number | null} retry  seconds
 *   until the next attempt; null = the platform gives the event up
 * @property {(answer: import('./post.mjs').Answer) => boolean} [accepts]  any 2xx when left out
 * @property {(answer: import('./post.mjs').Answer) => void} [refused]   called on a failed attempt
 * @property {number} [maxConnections]
 * @property {number} [timeoutMs]     the platform waits so long for an answer
 * @property {number} retryScale      multiplies the waits between attempts
 */

/**
 * @typedef {object} Lane  entries of one key, delivered one after another
 * @property {any[]} entries
 * @property {number} head
 */

const success = ({ status }) => status >= 200 && status < 300;
const shrinkAfter = 1024;

/** Delivers an account's events to its webhook: first in, first out for each key. */
export class Deliverer {
  /** @type {Map<string, Lane>} */
  #lanes = new Map();
  /** Lanes that may send now. @type {string[]} */
  #ready = [];
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set();
  /** Entries held back to be delivered in reverse. @type {any[]} */
  #held = [];
  #active = 0;

  /** @param {Settings} settings  the queue's entries are sent at once */
  constructor(settings) {
    this.settings = { maxConnections: 40, timeoutMs: 60_000, accepts: success, ...settings };
    this.stopped = false;
    this.agent = agentFor(settings.url, this.settings.maxConnections);
    for (const entry of settings.queue.entries()) this.#append(entry);
    this.#pump();
  }

  /** @param {any} entry  an entry of the queue */
  enqueue(entry) {
    const { faults } = this.settings;
    const reorder = faults.peekDelivery('reorder');
    if (reorder) {
      this.#held.push(entry);
      if (this.#held.length < reorder.count) return;
      faults.matchDelivery('reorder');
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
    const { maxConnections } = this.settings;
    while (!this.stopped && this.#active < maxConnections && this.#ready.length) {
      this.#sendHead(this.#ready.shift());
    }
  }

  #later(seconds, key) {
    const again = () => {
      this.#timers.delete(timer);
      this.#ready.push(key);
      this.#pump();
    };
    const timer = setTimeout(again, seconds * 1000 * this.settings.retryScale);
    this.#timers.add(timer);
  }

  async #sendHead(key) {
    const { queue, faults } = this.settings;
    const lane = this.#lanes.get(key);
    const entry = lane.entries[lane.head];
    if (!queue.has(entry) || entry.expiresAt <= Date.now()) {
      queue.drop(entry);
      this.settings.settled?.(entry);
      this.#next(key, lane);
      return;
    }
    this.#active += 1;
    const answer = await this.#deliver(entry);
    this.#active -= 1;
    if (this.settings.accepts(answer)) {
      if (faults.matchDelivery('duplicate')) await this.#deliver(entry);
      queue.settle(entry, answer);
      this.settings.settled?.(entry);
      this.#next(key, lane);
    } else if (!this.stopped) {
      this.#refused(key, lane, entry, answer);
    }
    this.#pump();
  }

  #refused(key, lane, entry, answer) {
    this.settings.refused?.(answer);
    const seconds = this.settings.retry(entry, answer);
    if (seconds !== null) {
      this.#later(seconds, key);
      return;
    }
    this.settings.queue.drop(entry);
    this.settings.settled?.(entry);
    this.#next(key, lane);
  }

  #next(key, lane) {
    lane.head += 1;
    if (lane.head === lane.entries.length) {
      this.#lanes.delete(key);
    } else {
      if (lane.head > shrinkAfter) (lane.entries.splice(0, lane.head), (lane.head = 0));
      this.#ready.push(key);
    }
  }

  async #deliver(entry) {
    const { url, request, timeoutMs, label, deliveries, accepts, told } = this.settings;
    entry.attempts += 1;
    const begun = Date.now();
    const made = request(entry);
    const { headers, body } = made;
    const answer = await send(made.url ?? url, { headers, body, timeoutMs, agent: this.agent });
    const record = deliveries.add({
      ...label(entry),
      attempt: entry.attempts,
      time: begun,
      duration_ms: Date.now() - begun,
      status: answer.status,
      accepted: accepts(answer),
      reason: answer.reason,
    });
    told(record);
    return answer;
  }
}
