import { agentFor, send } from '../../shared/post.mjs';
import { metaJson, signatures } from '../rules/signature.mjs';

const hour = 3_600_000;
const maxConnections = 40;
/** Seconds before the next attempt: at once, then more and more seldom. */
const waits = [0, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600];

/** @param {number} failures  1 = the first failure */
export const retrySeconds = (failures) => waits[Math.min(failures, waits.length) - 1];

/**
 * One event on its way to an app.
 * @typedef {object} Item
 * @property {any} page
 * @property {any} event
 * @property {string} field    the subscription that it belongs to
 * @property {'messaging' | 'standby'} channel
 * @property {string} lane     events of one lane are sent one after another
 * @property {(() => void) | null} onAccepted
 *
 * @typedef {object} Packet  what goes in one request
 * @property {Item[]} items
 * @property {string} lane
 * @property {string | null} body
 * @property {number} attempts
 * @property {number} bornAt
 */

/**
 * Delivers the events of one app. First attempts keep the order of a conversation; an event that
 * was refused is tried again on its own and holds nothing back, as the platform does it.
 */
export class Sender {
  /** @type {Set<Packet>} */
  #pending = new Set();
  /** @type {Map<string, Packet[]>} */
  #lanes = new Map();
  /** @type {string[]} */
  #ready = [];
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set();
  /** Gathered for one request. @type {Item[]} */
  #gathered = [];
  /** Held to be sent in reverse, by page. @type {Map<any, Item[]>} */
  #held = new Map();
  #active = 0;
  #stopped = false;
  /** Since when every attempt fails, by page. @type {Map<any, number>} */
  #failingSince = new Map();
  /** @type {{url: string, agent: any} | null} */
  #connection = null;

  /** @param {import('./app.mjs').App} app */
  constructor(app) {
    this.app = app;
  }

  /** @param {Item} item */
  enqueue(item) {
    const { page } = item;
    page.waiting += 1;
    const reorder = page.faults.peekDelivery('reorder');
    const held = this.#held.get(page) ?? [];
    if (reorder) {
      this.#held.set(page, held);
      held.push(item);
      if (held.length < reorder.count) return;
      page.faults.matchDelivery('reorder');
      held.reverse();
    } else {
      held.push(item);
    }
    this.#held.delete(page);
    for (const one of held) this.#gather(one);
  }

  /** Sends what was gathered although it is not enough yet. */
  flush() {
    if (this.#gathered.length === 0) return;
    this.#post(this.#gathered.splice(0), 'batch');
  }

  /** Any body, signed, past all subscriptions. @param {string} body */
  deliverRaw(body) {
    return this.#request(body, null);
  }

  /** Forgets what waits for one page, or for all. @param {any} [page] */
  drop(page = null) {
    const kept = (item) => {
      if (page && item.page !== page) return true;
      item.page.waiting -= 1;
      return false;
    };
    this.#gathered = this.#gathered.filter(kept);
    for (const [owner, items] of this.#held) this.#held.set(owner, items.filter(kept));
    for (const packet of [...this.#pending]) {
      packet.items = packet.items.filter(kept);
      packet.body = null;
      if (packet.items.length === 0) this.#pending.delete(packet);
    }
  }

  stop() {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#connection?.agent.destroy();
  }

  /** For a state file. */
  snapshot() {
    const gathered = { items: this.#gathered };
    const held = { items: [...this.#held.values()].flat() };
    return [...this.#pending, gathered, held]
      .flatMap(({ items }) => items)
      .map(({ page, event, field, channel, lane }) => ({
        ...{ page: page.id, event, field, channel, lane },
      }));
  }

  #gather(item) {
    const size = Number(this.app.options.batch) || 1;
    if (size <= 1) {
      this.#post([item], item.lane);
      return;
    }
    this.#gathered.push(item);
    if (this.#gathered.length >= size) this.flush();
  }

  #post(items, lane) {
    const packet = { items, lane, body: null, attempts: 0, bornAt: Date.now() };
    this.#pending.add(packet);
    const waiting = this.#lanes.get(lane);
    if (waiting) {
      waiting.push(packet);
      return;
    }
    this.#lanes.set(lane, [packet]);
    this.#ready.push(lane);
    this.#pump();
  }

  #pump() {
    while (!this.#stopped && this.#active < maxConnections && this.#ready.length) {
      this.#sendFirst(this.#ready.shift());
    }
  }

  async #sendFirst(lane) {
    const packets = this.#lanes.get(lane);
    await this.#attempt(packets.shift());
    if (packets.length) this.#ready.push(lane);
    else this.#lanes.delete(lane);
    this.#pump();
  }

  async #attempt(packet) {
    if (!this.#pending.has(packet)) return;
    const { options, subscription } = this.app;
    const tooOld = Date.now() - packet.bornAt > options.give_up_after_hours * hour;
    if (!subscription || tooOld) {
      this.#settle(packet, false);
      return;
    }
    this.#active += 1;
    const accepted = await this.#deliver(packet);
    if (this.#stopped) return;
    const pages = new Set(packet.items.map((item) => item.page));
    const repeated = accepted && [...pages].some((page) => page.faults.matchDelivery('duplicate'));
    if (repeated) await this.#deliver(packet);
    this.#active -= 1;
    if (accepted) {
      for (const page of pages) this.#failingSince.delete(page);
      this.#settle(packet, true);
    } else {
      for (const page of pages) this.#noteFailure(page);
      this.#retry(packet);
    }
  }

  #settle(packet, accepted) {
    if (!this.#pending.delete(packet)) return;
    for (const item of packet.items) item.page.waiting -= 1;
    if (accepted) for (const item of packet.items) item.onAccepted?.();
    for (const page of new Set(packet.items.map((item) => item.page))) page.changed();
  }

  #retry(packet) {
    const waitMs = retrySeconds(packet.attempts) * 1000 * this.app.world.shared.retryScale;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#attempt(packet).then(() => this.#pump());
    }, waitMs);
    this.#timers.add(timer);
  }

  /** After hours of nothing but failures the page's subscription is taken away. */
  #noteFailure(page) {
    const since = this.#failingSince.get(page) ?? Date.now();
    this.#failingSince.set(page, since);
    if (Date.now() - since < this.app.options.unsubscribe_after_hours * hour) return;
    this.#failingSince.delete(page);
    page.unsubscribe(this.app);
  }

  /** @param {Packet} packet */
  async #deliver(packet) {
    packet.attempts += 1;
    packet.body ??= bodyOf(packet.items);
    const begun = Date.now();
    const [first] = packet.items;
    const answer = await this.#request(
      packet.body,
      first.page.faults.matchDelivery('bad_signature'),
    );
    // Once stopped nothing is recorded: the state has been written.
    if (this.#stopped) return false;
    const record = {
      ...{ attempt: packet.attempts, time: begun, duration_ms: Date.now() - begun },
      ...{ status: answer.status, accepted: answer.status === 200, reason: answer.reason },
      events: packet.items.length,
    };
    this.app.deliveries.add({ ...record, fields: packet.items.map((item) => item.field) });
    for (const page of new Set(packet.items.map((item) => item.page))) {
      const own = packet.items.filter((item) => item.page === page);
      const mids = own.map(({ event }) => event.message?.mid ?? event.postback?.mid ?? null);
      const kept = page.deliveries.add({ ...record, event: own[0].field, mids });
      page.noteAnswer(answer);
      this.app.world.changed('delivery', page, kept);
    }
    return answer.status === 200;
  }

  /**
   * @param {string} body
   * @param {any} fault  bad_signature: {mode: 'wrong' | 'missing' | 'sha1_only'}
   */
  #request(body, fault) {
    const { app } = this;
    const url = app.subscription?.callback_url ?? '';
    const secret = fault?.mode === 'wrong' ? `${app.secret}!` : app.secret;
    const signed = fault?.mode === 'missing' ? {} : signatures(secret, body);
    if (fault?.mode === 'sha1_only') delete signed['x-hub-signature-256'];
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      ...signed,
    };
    const timeoutMs = app.options.timeout_ms;
    return send(url, { headers, body, timeoutMs, agent: this.#agent(url) });
  }

  #agent(url) {
    if (this.#connection?.url !== url) {
      this.#connection?.agent.destroy();
      this.#connection = { url, agent: agentFor(url, maxConnections) };
    }
    return this.#connection.agent;
  }
}

/** Neighbours of one page and channel share an entry. @param {Item[]} items */
function bodyOf(items) {
  const entry = [];
  for (const { page, channel, event } of items) {
    const last = entry.at(-1);
    if (last?.id === page.id && last[channel]) last[channel].push(event);
    else entry.push({ id: page.id, time: Date.now(), [channel]: [event] });
  }
  return metaJson({ object: 'page', entry });
}
