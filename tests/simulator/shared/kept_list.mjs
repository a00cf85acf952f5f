/**
 * The last records of something, each with its number. Trimming is amortised, so that recording
 * costs the same in the first second and after a day of load.
 * @template T
 */
export class KeptList {
  /** @type {(T & {n: number})[]} */
  #records = [];
  #lastNumber = 0;

  /** @param {number} kept  at least this many of the last records are kept */
  constructor(kept) {
    this.kept = kept;
  }

  /** @param {T} record */
  add(record) {
    const numbered = { n: ++this.#lastNumber, ...record };
    this.#records.push(numbered);
    if (this.#records.length > 2 * this.kept) this.#records.splice(0, this.kept);
    return numbered;
  }

  get lastNumber() {
    return this.#lastNumber;
  }

  /**
   * @param {number} n
   * @returns {(T & {n: number})[]} the kept records with a higher number
   */
  after(n) {
    const first = this.#lastNumber - this.#records.length + 1;
    return this.#records.slice(Math.max(0, n + 1 - first));
  }
}
