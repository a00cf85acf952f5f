import { Deliverer } from '../shared/deliverer.mjs';
import { DeliveryQueue } from '../shared/delivery_queue.mjs';
import { send } from '../shared/post.mjs';
import { shaped } from './event_types.mjs';

const answerTimeoutMs = 30_000;
const eventLifetimeMs = 24 * 3600 * 1000;
/** A repeat after 18 s was observed; how it goes on is not published. */
const firstRepeatS = 18;
const longestRepeatS = 3600;
const longestAskedS = 3 * 3600;
/** With these statuses a server may ask for a repeat at its own time. */
const postponing = new Set([410, 429, 503]);

/** Seconds until the repeat after so many failures. @param {number} failures  1 = the first */
export const repeatAfter = (failures) =>
  Math.min(longestRepeatS, firstRepeatS * 2 ** (failures - 1));

/**
 * Seconds a server asks to wait, or null.
 * @param {import('../shared/post.mjs').Answer} answer
 */
export function askedDelay({ status, headers }) {
  const asked = headers['retry-after'];
  if (!postponing.has(status) || asked === undefined) return null;
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(longestAskedS, Math.max(0, seconds)) : null;
}

/** One address of the community's program and the events on their way to it. */
export class CallbackServer {
  /** @type {'unconfigured' | 'wait' | 'failed' | 'ok'} */
  status = 'unconfigured';
  api_version = '5.199';
  /** Kinds of events that are on. @type {Set<string>} */
  events = new Set();
  queue = new DeliveryQueue();
  /** @type {Deliverer | null} */
  #deliverer = null;

  /**
   * @param {any} community
   * @param {{id: number, url: string, title: string, secret_key: string, creator_id: number}} fields
   */
  constructor(community, { id, url, title, secret_key, creator_id }) {
    this.community = community;
    this.id = id;
    this.url = url;
    this.title = title;
    this.secret_key = secret_key;
    this.creator_id = creator_id;
  }

  /** As `groups.getCallbackServers` tells it. */
  wire() {
    const { id, title, creator_id, url, secret_key, status } = this;
    return { id, title, creator_id, url, secret_key, status };
  }

  /** Asks the address for the community's code. Ends when it has answered. */
  async confirm() {
    this.#stop();
    if (!this.url) return;
    this.#become('wait');
    const expected = this.community.confirmationCode;
    const body = JSON.stringify({
      type: 'confirmation',
      group_id: this.community.id,
      ...(this.secret_key ? { secret: this.secret_key } : {}),
    });
    const begun = Date.now();
    const headers = { 'content-type': 'application/json' };
    const answer = await send(this.url, { headers, body, timeoutMs: answerTimeoutMs });
    const accepted = answer.status === 200 && answer.body === expected;
    this.#record({ event: 'confirmation', attempt: 1, time: begun, accepted, answer });
    const removed = this.community.servers.get(this.id) !== this;
    if (this.status === 'wait' && !removed) this.#become(accepted ? 'ok' : 'failed');
  }

  /**
   * @param {any} event
   * @param {string} key  events of one key are delivered one after another
   * @param {(() => void) | null} onAccepted
   */
  push(event, key, onAccepted) {
    if (this.status !== 'ok' || !this.events.has(event.type)) return false;
    const settled = () => {
      onAccepted?.();
      this.community.changed();
    };
    const options = { key, lifetimeMs: eventLifetimeMs, onAccepted: settled };
    this.#deliverer.enqueue(this.queue.push(event, options));
    return true;
  }

  /** Nothing is sent any more; what waits stays in the queue. */
  close() {
    this.#stop();
  }

  snapshot() {
    const { api_version, events, queue } = this;
    return { ...this.wire(), api_version, events: [...events], queue: queue.snapshot() };
  }

  /** @param {any} saved  what snapshot gave */
  restore({ api_version, events, queue, status }) {
    this.api_version = api_version;
    this.events = new Set(events);
    this.queue.restore(queue);
    this.#become(status);
  }

  #stop() {
    this.#deliverer?.stop();
    this.#deliverer = null;
  }

  #become(status) {
    this.status = status;
    this.#stop();
    if (status === 'ok') this.#deliverer = this.#makeDeliverer();
    this.community.changed();
  }

  #makeDeliverer() {
    const { community, queue, url } = this;
    return new Deliverer({
      ...{ url, queue, faults: community.faults, deliveries: community.deliveries },
      timeoutMs: answerTimeoutMs,
      retryScale: community.world.shared.retryScale,
      accepts: ({ status, body }) => status === 200 && body === 'ok',
      label: ({ event }) => ({ event: event.type, event_id: event.event_id, server_id: this.id }),
      told: (record) => community.world.changed('delivery', community, record),
      request: (entry) => this.#request(entry),
      retry: (entry, answer) => this.#retry(entry, answer),
    });
  }

  #request({ event, attempts }) {
    const body = { ...shaped(event, this.api_version) };
    if (this.secret_key) body.secret = this.secret_key;
    const headers = { 'content-type': 'application/json' };
    if (attempts > 1) headers['x-retry-counter'] = String(attempts - 1);
    return { headers, body: JSON.stringify(body) };
  }

  #retry(entry, answer) {
    if (answer.status === 200 && answer.body === 'remove') {
      this.community.removeServer(this);
      return null;
    }
    const asked = askedDelay(answer);
    if (asked !== null) return asked;
    entry.failures = (entry.failures ?? 0) + 1;
    const { give_up_after } = this.community.options;
    if (give_up_after === null || entry.failures < give_up_after) {
      return repeatAfter(entry.failures);
    }
    this.queue.clear();
    this.#become('failed');
    return null;
  }

  #record({ answer, time, ...record }) {
    const { status, reason } = answer;
    const kept = this.community.deliveries.add({
      ...{ ...record, event_id: null, server_id: this.id, time, duration_ms: Date.now() - time },
      ...{ status, reason },
    });
    this.community.world.changed('delivery', this.community, kept);
  }
}
