import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until `look` gives something truthy, and gives that.
 * @template T
 * @param {string} what  ends the sentence "waited in vain for …"
 * @param {() => T | Promise<T>} look
 * @param {{timeoutMs?: number, everyMs?: number}} [limits]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, look, { timeoutMs = 10_000, everyMs = 20 } = {}) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what} (${timeoutMs} ms)`);
    await pause(everyMs);
  }
}

/**
 * Refuses to wait longer than so long.
 * @template T
 * @param {string} what
 * @param {Promise<T>} promise
 * @param {number} timeoutMs
 * @returns {Promise<T>}
 */
export async function within(what, promise, timeoutMs) {
  let timer;
  const late = new Promise((_, reject) => {
    const fail = () => reject(new Error(`waited in vain for ${what} (${timeoutMs} ms)`));
    timer = setTimeout(fail, timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
