const windowMs = 1000;

/** How many calls a token has made within the last second. */
export class Pace {
  /** Times of the calls. @type {Map<string, number[]>} */
  #made = new Map();

  /**
   * @param {string} token
   * @param {number} limit  calls a second
   * @returns {boolean} false = one too many; it does not count then
   */
  admit(token, limit) {
    const recent = this.#recent(token);
    if (recent.length >= limit) return false;
    recent.push(Date.now());
    return true;
  }

  /**
   * Counts a call that is part of an admitted one and so can't be refused.
   * @param {string} token
   */
  count(token) {
    this.#recent(token).push(Date.now());
  }

  #recent(token) {
    const since = Date.now() - windowMs;
    const recent = (this.#made.get(token) ?? []).filter((time) => time > since);
    this.#made.set(token, recent);
    return recent;
  }
}
