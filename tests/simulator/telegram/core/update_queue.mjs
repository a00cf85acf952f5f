/**
 * One update that waits to be accepted by the bot's program.
 * @typedef {object} Entry
 * @property {object} update      the Update as it goes over the wire
 * @property {string} key         updates of one key are delivered one after another
 * @property {number} expiresAt  milliseconds; afterwards it is dropped silently
 * @property {number} attempts
 * @property {(() => void) | null} onAccepted
 */

const hour = 3600 * 1000;

/** How long an undelivered update lives, by kind (Telegram Bot API). */
const lifetimesMs = { callback_query: 150 * 1000, inline_query: 30 * 1000 };

/**
 * Updates in order of their numbers. Polling reads them from the front, webhooks settle them one
 * by one; an update leaves the queue only when the bot's program accepted it or when it is too old.
 */
export class UpdateQueue {
  /** @type {Map<number, Entry>} */
  #pending = new Map();
  /** Updates that were accepted and are handed out once more on request. @type {Entry[]} */
  #repeats = [];

  /**
   * @param {object} update
   * @param {string} kind
   * @param {string} key
   * @param {(() => void) | null} onAccepted
   * @returns {Entry}
   */
  push(update, kind, key, onAccepted) {
    const lifetime = lifetimesMs[kind] ?? 24 * hour;
    const expiresAt = Date.now() + lifetime;
    const entry = { update, key, expiresAt, attempts: 0, onAccepted };
    this.#pending.set(update.update_id, entry);
    return entry;
  }

  get size() {
    return this.#pending.size;
  }

  /** @param {Entry} entry */
  has(entry) {
    return this.#pending.get(entry.update.update_id) === entry;
  }

  entries() {
    return this.#pending.values();
  }

  /** @param {Entry} entry */
  settle(entry) {
    if (!this.has(entry)) return;
    this.#pending.delete(entry.update.update_id);
    entry.onAccepted?.();
  }

  /** @param {Entry} entry */
  drop(entry) {
    this.#pending.delete(entry.update.update_id);
  }

  clear() {
    this.#pending.clear();
    this.#repeats = [];
  }

  /** @param {Entry} entry */
  repeat(entry) {
    this.#repeats.push(entry);
  }

  /**
   * Forgets what the caller confirmed. A negative offset keeps only the last updates.
   * @param {number} offset
   * @param {(entry: Entry) => void} [onSettled]
   */
  confirm(offset, onSettled) {
    const keepLast = offset < 0 ? -offset : 0;
    const settled = [];
    let left = this.#pending.size;
    for (const entry of this.#pending.values()) {
      const done = offset < 0 ? left > keepLast : entry.update.update_id < offset;
      if (!done) break;
      settled.push(entry);
      left -= 1;
    }
    for (const entry of settled) {
      this.settle(entry);
      onSettled?.(entry);
    }
  }

  /**
   * @param {number} limit
   * @returns {object[]} updates for one answer of getUpdates, in order of their numbers
   */
  take(limit) {
    const now = Date.now();
    const updates = this.#repeats.splice(0, limit).map((entry) => entry.update);
    for (const entry of this.#pending.values()) {
      if (updates.length >= limit) break;
      if (entry.expiresAt <= now) this.#pending.delete(entry.update.update_id);
      else updates.push(entry.update);
    }
    return updates.sort((a, b) => a.update_id - b.update_id);
  }
}
