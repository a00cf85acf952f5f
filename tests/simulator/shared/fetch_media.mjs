/**
 * What a platform got when it fetched the media of a message by its address.
 * @typedef {object} Fetched
 * @property {number} status  0 = no answer
 * @property {string} type    the content type without its parameters
 * @property {number} bytes   what really came
 * @property {number | null} length  what Content-Length promised
 * @property {Buffer} content  not kept with the message
 * @property {string | null} error  why there was no answer, or that it was too much
 */

/**
 * Fetches as platforms do: redirects followed, no sign-in, never throws.
 * @param {string} url
 * @param {{maxBytes: number, timeoutMs?: number}} limits
 * @returns {Promise<Fetched>}
 */
export async function fetchMedia(url, { maxBytes, timeoutMs = 10_000 }) {
  const nothing = { status: 0, type: '', bytes: 0, length: null, content: Buffer.alloc(0) };
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const type = (response.headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase();
    const promised = response.headers.get('content-length');
    const length = promised === null ? null : Number(promised);
    const head = { status: response.status, type, length };
    const { content, whole } = await readUpTo(response.body, maxBytes);
    const error = whole ? null : `more than ${maxBytes} bytes`;
    return { ...head, bytes: content.length, content, error };
  } catch (error) {
    return { ...nothing, error: error.cause?.message ?? error.message };
  }
}

async function readUpTo(body, maxBytes) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) return { content: Buffer.concat(chunks), whole: false };
  }
  return { content: Buffer.concat(chunks), whole: true };
}

/** What is kept with the message. @param {Fetched} fetched */
export const fetchRecord = ({ status, type, bytes, error }) => ({ status, type, bytes, error });

const signatures = [
  ['image/jpeg', (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff],
  ['image/png', (b) => b.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/gif', (b) => /^GIF8[79]a/.test(b.subarray(0, 6).toString('latin1'))],
  ['image/webp', (b) => b.subarray(8, 12).toString('latin1') === 'WEBP'],
  ['video/mp4', (b) => b.subarray(4, 8).toString('latin1') === 'ftyp'],
  ['audio/ogg', (b) => b.subarray(0, 4).toString('latin1') === 'OggS'],
  ['application/pdf', (b) => b.subarray(0, 5).toString('latin1') === '%PDF-'],
];

/**
 * What bytes are by their first ones, whatever their name says.
 * @param {Buffer} bytes
 * @returns {string | null} a content type
 */
export function sniff(bytes) {
  return signatures.find(([, matches]) => matches(bytes))?.[0] ?? null;
}
