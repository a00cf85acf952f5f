/** Who wants to hear of changes, and waiting until a change brings what one looks for. */
export class Hub {
  /** @type {Set<(event: any) => void>} */
  listeners = new Set();

  /** @param {any} event  {platform, type, account (Telegram: bot), data} */
  tell(event) {
    for (const listener of this.listeners) listener(event);
  }

  /**
   * Waits until `look` gives something; it is asked again after each change.
   * @template T
   * @param {() => T | null} look
   * @param {number} waitMs
   * @param {AbortSignal} gone  fires when nobody waits any more
   * @returns {Promise<T | null>} null when the time was up
   */
  async waitFor(look, waitMs, gone) {
    const first = look();
    if (first !== null || waitMs <= 0) return first;
    return new Promise((resolve) => {
      const finish = (value) => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        resolve(value);
      };
      const listener = () => {
        const found = look();
        if (found !== null) finish(found);
      };
      const timer = setTimeout(() => finish(null), waitMs);
      gone.addEventListener('abort', () => finish(null), { once: true });
      this.listeners.add(listener);
    });
  }
}
