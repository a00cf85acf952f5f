import { randomBytes } from 'node:crypto';

const mark = randomBytes(9).toString('base64url');
const marked = new RegExp(`"${mark}(\\d+)"`, 'g');

/**
 * JSON in which a BigInt stands as a plain number: tokens of messages need more than a double
 * holds.
 * @param {any} value
 */
export function toJson(value) {
  const text = JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${mark}${one}` : one));
  return text.replace(marked, '$1');
}

let lastToken = 0n;

/** The next token of a message: above 2^53, rising. @returns {bigint} */
export function nextToken() {
  const byClock = BigInt(Date.now()) << 22n;
  lastToken = byClock > lastToken ? byClock : lastToken + 1n;
  return lastToken;
}
