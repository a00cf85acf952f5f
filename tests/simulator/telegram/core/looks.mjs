import { sniff } from '../../shared/fetch_media.mjs';

/** Kinds of bytes that only Telegram tells apart; looked for before the common ones. */
const signatures = [
  ['audio/mp4', (b) => /^ftypM4[AB] /.test(b.subarray(4, 12).toString('latin1'))],
  ['audio/mpeg', (b) => b.subarray(0, 3).toString('latin1') === 'ID3'],
  ['audio/mpeg', (b) => b[0] === 0xff && [0xfb, 0xf3, 0xf2].includes(b[1])],
  ['video/webm', (b) => b.subarray(0, 4).toString('hex') === '1a45dfa3'],
  ['application/gzip', (b) => b[0] === 0x1f && b[1] === 0x8b],
  ['application/zip', (b) => b.subarray(0, 4).toString('hex') === '504b0304'],
];
const leastHeader = 30;

/** Markers of JPEG that carry the size of the picture. */
const isFrame = (marker) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @param {Buffer} bytes */
function jpegSize(bytes) {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    if (isFrame(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** @param {Buffer} bytes */
function webpSize(bytes) {
  const form = bytes.subarray(12, 16).toString('latin1');
  if (form === 'VP8X') {
    return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  }
  if (form === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}

/** @type {Record<string, (bytes: Buffer) => {width: number, height: number} | null>} */
const sizes = {
  'image/jpeg': jpegSize,
  'image/png': (b) => ({ width: b.readUInt32BE(16), height: b.readUInt32BE(20) }),
  'image/gif': (b) => ({ width: b.readUInt16LE(6), height: b.readUInt16LE(8) }),
  'image/webp': webpSize,
};

/**
 * What bytes are by themselves, whatever their name says.
 * @param {Buffer} bytes
 * @returns {{mime: string | null, width?: number, height?: number}} pixels for pictures that are
 *   whole enough to tell
 */
export function lookAt(bytes) {
  const own = signatures.find(([, matches]) => matches(bytes))?.[0];
  const mime = own ?? sniff(bytes);
  const measure = bytes.length >= leastHeader ? sizes[mime] : undefined;
  return { mime, ...measure?.(bytes) };
}
