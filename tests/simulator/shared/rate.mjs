/** How often something may happen in a moving stretch of time, counted for each key apart. */
export class Rate {
  /** Times of what was let through. @type {Map<string, number[]>} */
  #taken = new Map();

  /**
   * @param {number} limit
   * @param {number} windowMs
   */
  constructor(limit, windowMs) {
    this.limit = limit;
    this.windowMs = windowMs;
  }

  /**
   * @param {string} key
   * @returns {boolean} false = one too many; it does not count then
   */
  take(key) {
    const now = Date.now();
    const recent = (this.#taken.get(key) ?? []).filter((time) => time > now - this.windowMs);
    const allowed = recent.length < this.limit;
    if (allowed) recent.push(now);
    this.#taken.set(key, recent);
    return allowed;
  }

  /** @param {string} key */
  forget(key) {
    this.#taken.delete(key);
  }
}
