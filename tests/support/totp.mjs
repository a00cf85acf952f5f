import { createHmac } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 without padding. @param {string} text */
export function fromBase32(text) {
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** Which half minute it is. */
export const stepNow = () => Math.floor(Date.now() / 30_000);

/**
 * A code as an authenticator app makes it (RFC 6238).
 * @param {string} secret  base32
 * @param {number} step
 */
export function codeOf(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * Turns the second factor of a session's person on.
 * @param {import('./session.mjs').Session} session
 * @returns {Promise<{secret: string, step: number, codes: string[]}>} the step whose code is used up
 */
export async function turnOnTotp(session) {
  const { secret } = await session.post('/auth/totp');
  // The step before this one, so that this one's code is left for what follows.
  const step = stepNow() - 1;
  const body = { secret, code: codeOf(secret, step) };
  const { recovery_codes: codes } = await session.post('/auth/totp/confirm', body);
  return { secret, step, codes };
}
