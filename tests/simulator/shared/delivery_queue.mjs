/**
 * One event on its way to an account's program.
 * @typedef {object} Entry
 * @property {any} event      what is delivered, in the platform's own form
 * @property {string} key     events of one key are delivered one after another
 * @property {number} expiresAt  milliseconds; afterwards it is dropped silently
 * @property {number} attempts
 * @property {((answer: import('./post.mjs').Answer) => void) | null} onAccepted
 */

/** Events that wait to be accepted, in the order in which they happened. */
export class DeliveryQueue {
  /** @type {Set<Entry>} */
  #pending = new Set();

  /**
   * @param {any} event
   * @param {{key: string, lifetimeMs: number, onAccepted?: Entry['onAccepted']}} options
   * @returns {Entry}
   */
  push(event, { key, lifetimeMs, onAccepted = null }) {
    const entry = { event, key, expiresAt: Date.now() + lifetimeMs, attempts: 0, onAccepted };
    this.#pending.add(entry);
    return entry;
  }

  get size() {
    return this.#pending.size;
  }

  /** @param {Entry} entry */
  has(entry) {
    return this.#pending.has(entry);
  }

  entries() {
    return this.#pending.values();
  }

  /** @param {Entry} entry @param {import('./post.mjs').Answer} answer */
  settle(entry, answer) {
    if (this.#pending.delete(entry)) entry.onAccepted?.(answer);
  }

  /** @param {Entry} entry */
  drop(entry) {
    this.#pending.delete(entry);
  }

  clear() {
    this.#pending.clear();
  }

  /** For a state file; what would have happened on acceptance is not kept. */
  snapshot() {
    return [...this.#pending].map(({ event, key, expiresAt }) => ({ event, key, expiresAt }));
  }

  /** @param {any[]} saved  what snapshot gave */
  restore(saved) {
    for (const entry of saved) this.#pending.add({ ...entry, attempts: 0, onAccepted: null });
  }
}
