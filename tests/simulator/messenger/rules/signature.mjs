import { createHash, createHmac } from 'node:crypto';

/**
 * JSON as Meta writes it: everything outside ASCII as lowercase \uXXXX, the slash as \/.
 * @param {any} value
 */
export function metaJson(value) {
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value)
    .replace(/\//g, '\\/')
    .replace(/[\u0080-\uffff]/g, escape);
}

const hmac = (algorithm, secret, body) => createHmac(algorithm, secret).update(body).digest('hex');

/**
 * @param {string} secret  of the app
 * @param {string | Buffer} body  as it goes over the wire
 */
export function signatures(secret, body) {
  return {
    'x-hub-signature': `sha1=${hmac('sha1', secret, body)}`,
    'x-hub-signature-256': `sha256=${hmac('sha256', secret, body)}`,
  };
}

/** @param {string} secret @param {string} token */
export const appSecretProof = (secret, token) => hmac('sha256', secret, token);

/**
 * The id by which one page knows a person: 17 digits, another for each page.
 * @param {string} page
 * @param {string} person
 */
export function pageScopedId(page, person) {
  const digest = createHash('sha256').update(`${page}:${person}`).digest();
  return String(10n ** 16n + (digest.readBigUInt64BE() % (9n * 10n ** 16n)));
}
