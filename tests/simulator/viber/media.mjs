import { fetchMedia, fetchRecord, sniff } from '../shared/fetch_media.mjs';

const megabyte = 1024 * 1024;
/** An iPhone shows smaller pictures than other phones. */
const iosPictureBytes = megabyte;

/**
 * Why fetched media can't be shown, or null.
 * @param {import('../shared/fetch_media.mjs').Fetched} got
 * @param {import('./contents.mjs').Media} wanted
 */
function fault(got, wanted) {
  if (got.status !== 200) return `media: ${got.error ?? `status ${got.status}`}`;
  if (got.error) return `media: ${got.error}`;
  if (got.bytes === 0) return 'media: nothing came';
  if (got.length === null) return 'media: no Content-Length';
  if (wanted.size !== undefined && wanted.size !== got.bytes) {
    return `media: size says ${wanted.size}, ${got.bytes} bytes came`;
  }
  if (wanted.types.length === 0) return null;
  if (!wanted.types.includes(got.type)) return `media: Content-Type ${got.type || 'is missing'}`;
  if (!wanted.types.includes(sniff(got.content))) return `media: the bytes are not ${got.type}`;
  return null;
}

/**
 * Fetches what a message needs.
 * @param {{media?: import('./contents.mjs').Media, thumbnail?: import('./contents.mjs').Media}} checked
 * @returns {Promise<{fetched?: object, thumbnail?: object, bytes: number, desc: string | null}>}
 *   `desc` = why people can't see it
 */
export async function fetchFor({ media, thumbnail }) {
  if (!media) return { bytes: 0, desc: null };
  const [main, small] = await Promise.all([
    fetchMedia(media.url, media),
    thumbnail ? fetchMedia(thumbnail.url, thumbnail) : null,
  ]);
  const desc = fault(main, media) ?? (small ? fault(small, thumbnail) : null);
  const more = small ? { thumbnail: fetchRecord(small) } : {};
  return { fetched: fetchRecord(main), ...more, bytes: main.bytes, desc };
}

/** Whether this person's phone shows a picture of so many bytes. */
export function pictureFits(client, type, bytes) {
  const apple = /^(ios|iphone)/i.test(client.primary_device_os);
  return !(type === 'picture' && apple && bytes > iosPictureBytes);
}
