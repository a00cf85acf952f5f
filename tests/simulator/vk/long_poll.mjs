import { randomBytes } from 'node:crypto';
import { badParameter } from './errors.mjs';

const defaultWaitS = 25;
const maxWaitS = 90;

const makeKey = () => randomBytes(20).toString('hex');

/** The community's log of events and those who read it. `ts` is the number of the last one read. */
export class LongPoll {
  enabled = false;
  api_version = '5.199';
  /** Kinds of events that are on. @type {Set<string>} */
  events = new Set();
  key = makeKey();
  /** Number of the last event. */
  last = 0;
  /** The last event that was confirmed by asking for what comes after it. */
  confirmed = 0;
  /** @type {{event: any, onAccepted: (() => void) | null}[]} */
  #log = [];

  /** @param {any} community */
  constructor(community) {
    this.community = community;
  }

  get pending() {
    return this.enabled ? this.last - this.confirmed : 0;
  }

  /**
   * @param {(version: string) => any} shaped  the event in the form of a version
   * @param {string} type
   * @param {(() => void) | null} onAccepted
   */
  push(shaped, type, onAccepted) {
    if (!this.enabled || !this.events.has(type)) return false;
    this.#log.push({ event: shaped(this.api_version), onAccepted });
    this.last += 1;
    const kept = this.community.options.long_poll_kept;
    if (this.#log.length > kept) this.#log.splice(0, this.#log.length - kept);
    return true;
  }

  /** @param {boolean} enabled */
  setEnabled(enabled) {
    this.enabled = enabled;
    if (enabled) return;
    this.#log = [];
    this.confirmed = this.last;
  }

  /** @param {string} base  the address as the caller knows it */
  server(base) {
    if (!this.enabled) throw badParameter('longpoll for this group is not enabled');
    const { community, key, last } = this;
    return { key, server: `${base}/vk/lp/${community.id}`, ts: String(last) };
  }

  /** The platform loses history (1), the key (2), or both (3). @param {1 | 2 | 3} failed */
  lose(failed) {
    if (failed !== 2) this.#log = [];
    if (failed !== 1) this.key = makeKey();
    if (failed === 1) return { failed: 1, ts: this.last };
    return { failed };
  }

  /**
   * One `a_check`.
   * @param {{key?: string, ts?: string, wait?: string}} asked
   * @param {AbortSignal} gone
   * @returns {Promise<any>} the body of the answer
   */
  async check({ key, ts, wait }, gone) {
    if (key !== this.key || !this.enabled) return { failed: 2 };
    const from = /^\d+$/.test(ts ?? '') ? Number(ts) : Number.NaN;
    if (!(from <= this.last)) return { failed: 3 };
    const oldest = this.last - this.#log.length;
    if (from < oldest) return { failed: 1, ts: oldest };
    this.#confirm(from);
    const seconds = Math.min(maxWaitS, wait === undefined ? defaultWaitS : Number(wait) || 0);
    const look = () => (key !== this.key || this.last > from ? true : null);
    await this.community.world.waitFor(look, seconds * 1000, gone);
    if (key !== this.key) return { failed: 2 };
    const first = this.last - this.#log.length;
    const fresh = this.#log.slice(Math.max(0, from - first));
    return { ts: String(this.last), updates: fresh.map(({ event }) => event) };
  }

  snapshot() {
    const { enabled, api_version, key, last, confirmed } = this;
    const log = this.#log.map(({ event }) => event);
    return { enabled, api_version, key, last, confirmed, events: [...this.events], log };
  }

  /** @param {any} saved  what snapshot gave */
  restore({ log, events, ...saved }) {
    Object.assign(this, saved, { events: new Set(events) });
    this.#log = log.map((event) => ({ event, onAccepted: null }));
  }

  #confirm(from) {
    if (from <= this.confirmed) return;
    const first = this.last - this.#log.length;
    const settled = this.#log.slice(Math.max(0, this.confirmed - first), from - first);
    this.confirmed = from;
    for (const one of settled) one.onAccepted?.();
    this.community.changed();
  }
}
