/** What the platform looks at in an uploaded file. Each gives what it found, or null. */

const maxSideSum = 14_000;
const maxRatio = 20;
const maxVoiceSeconds = 300;
const opusRate = 48_000;
/** Executables and mp3 are refused as documents. */
const refusedExtensions = new Set([
  ...['mp3', 'exe', 'com', 'bat', 'cmd', 'msi', 'scr', 'pif', 'vbs', 'js', 'jar', 'apk', 'sh'],
]);
const docTypes = {
  1: ['txt', 'pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'rtf', 'odt', 'csv'],
  2: ['zip', 'rar', '7z', 'gz', 'tar'],
  3: ['gif'],
  4: ['jpg', 'jpeg', 'png', 'webp', 'bmp', 'psd'],
  5: ['ogg', 'opus', 'wav', 'flac', 'm4a', 'aac'],
  6: ['mp4', 'mov', 'avi', 'webm', 'mkv', '3gp'],
  7: ['epub', 'fb2', 'djvu', 'mobi'],
};
const otherDocType = 8;

/** Markers of JPEG that carry the size of the picture. */
const isFrame = (marker) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** @param {Buffer} bytes */
function jpegSize(bytes) {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1;
    } else if (isFrame(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    } else {
      at += 2 + bytes.readUInt16BE(at + 2);
    }
  }
  return null;
}

/**
 * @param {Buffer} bytes
 * @returns {{mime: string, width: number, height: number} | null} null = not JPG, PNG or GIF
 */
export function pictureOf(bytes) {
  if (bytes.length < 24) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    const size = jpegSize(bytes);
    return size && { mime: 'image/jpeg', ...size };
  }
  if (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') {
    const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    return { mime: 'image/png', ...size };
  }
  if (/^GIF8[79]a$/.test(bytes.subarray(0, 6).toString('latin1'))) {
    return { mime: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  return null;
}

/** As pictureOf, null also for a picture whose sides the platform does not take. */
export function acceptedPicture(bytes) {
  const picture = pictureOf(bytes);
  if (!picture || !picture.width || !picture.height) return null;
  const { width, height } = picture;
  const ratio = Math.max(width / height, height / width);
  return width + height <= maxSideSum && ratio <= maxRatio ? picture : null;
}

/**
 * A voice message: Opus in Ogg, one channel, five minutes at most.
 * @param {Buffer} bytes
 * @returns {{duration: number} | null}
 */
export function acceptedVoice(bytes) {
  const head = bytes.indexOf('OpusHead');
  if (bytes.subarray(0, 4).toString('latin1') !== 'OggS' || head < 0) return null;
  const channels = bytes[head + 9];
  const lastPage = bytes.lastIndexOf('OggS');
  if (channels !== 1 || lastPage + 14 > bytes.length) return null;
  const skipped = bytes.readUInt16LE(head + 10);
  const samples = Number(bytes.readBigInt64LE(lastPage + 6)) - skipped;
  const seconds = Math.max(0, samples / opusRate);
  return seconds <= maxVoiceSeconds ? { duration: Math.max(1, Math.round(seconds)) } : null;
}

/** @param {string} name */
export function extensionOf(name) {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** @param {string} name */
export const isRefusedDocument = (name) => refusedExtensions.has(extensionOf(name));

/** The kind of a document as the platform numbers it. @param {string} extension */
export function docTypeOf(extension) {
  const found = Object.entries(docTypes).find(([, extensions]) => extensions.includes(extension));
  return found ? Number(found[0]) : otherDocType;
}
