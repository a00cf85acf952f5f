import { createHmac } from 'node:crypto';
import { ControlError } from '../../shared/errors.mjs';
import { fetchMedia, fetchRecord, sniff } from '../../shared/fetch_media.mjs';
import { mediaPath } from '../../shared/files.mjs';
import { graphError } from '../rules/errors.mjs';

const prefix = '/messenger/media';
const megabyte = 1024 * 1024;
const maxBytes = 25 * megabyte;
const maxImageByUrl = 8 * megabyte;
const patienceMs = { video: 75_000 };
const defaultPatienceMs = 10_000;

const sign = (id, expiry) =>
  createHmac('sha256', 'messenger media').update(`${id}:${expiry}`).digest('hex').slice(0, 16);

/**
 * An address of a file that stops working, as Meta's do.
 * @param {any} world
 * @param {any} file
 * @param {number} ttlS
 */
export function mediaUrl(world, file, ttlS) {
  const expiry = Math.floor(Date.now() / 1000 + ttlS).toString(16);
  const query = `oh=${sign(file.id, expiry)}&oe=${expiry}`;
  return `${world.shared.url()}${mediaPath(prefix, file)}?${query}`;
}

/**
 * Serves what `mediaUrl` names, until it expires.
 * @param {import('fastify').FastifyInstance} app
 * @param {any} world
 */
export function mediaRoutes(app, world) {
  app.get(`${prefix}/:id/:name`, (request, reply) => {
    const { oe = '', oh } = request.query;
    const { id } = request.params;
    if (oh !== sign(id, oe)) throw new ControlError(403, 'Bad URL signature');
    if (Number.parseInt(oe, 16) * 1000 < Date.now())
      throw new ControlError(403, 'URL signature expired');
    const file = world.files.byId(id);
    if (!file) throw new ControlError(404, 'there is no such file');
    return reply.type(file.mime).header('cache-control', 'max-age=3600').send(file.bytes);
  });
}

/** Whether bytes are what the type of the attachment says. */
function fits(type, mime, bytes) {
  if (type === 'file') return true;
  const real = sniff(bytes) ?? mime;
  if (type === 'image') return real.startsWith('image/');
  return /^(audio|video)\//.test(real);
}

/**
 * @param {string} type  image, video, audio, file
 * @param {string} url
 * @param {number | null} ownPatienceMs
 * @param {(record: any) => void} told  gets what was fetched, also when it is refused
 */
async function byUrl(type, url, ownPatienceMs, told) {
  const limit = type === 'image' ? maxImageByUrl : maxBytes;
  const timeoutMs = ownPatienceMs ?? patienceMs[type] ?? defaultPatienceMs;
  const begun = Date.now();
  const fetched = await fetchMedia(url, { maxBytes: limit, timeoutMs });
  const record = fetchRecord(fetched);
  told(record);
  if (fetched.bytes > limit || fetched.length > limit) throw graphError(100, 2018109);
  if (fetched.error !== null && type === 'video' && Date.now() - begun >= timeoutMs) {
    throw graphError(100, 2018294);
  }
  if (fetched.status !== 200 || fetched.error !== null || fetched.bytes === 0) {
    throw graphError(100, 2018008);
  }
  const path = new URL(url).pathname;
  const name = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)) || type;
  return { bytes: fetched.content, mime: fetched.type || 'application/octet-stream', name };
}

/**
 * The media of an attachment: uploaded, fetched from its address, or used again.
 * @param {import('./page.mjs').Page} page
 * @param {any} attachment
 * @param {{bytes: Buffer, mime: string, file_name: string} | undefined} filedata
 * @param {(record: any) => void} told
 */
export async function mediaOf(page, { type, payload = {} }, filedata, told) {
  const { files } = page.world;
  if (payload.attachment_id !== undefined) {
    const known = page.attachment(payload.attachment_id);
    if (!known || known.type !== type) throw graphError(100, 2018074);
    return files.byId(known.file);
  }
  const content = await contentOf(page, { type, payload }, filedata, told);
  if (content.bytes.length > maxBytes) throw graphError(100, 2018109);
  if (!fits(type, content.mime, content.bytes)) throw graphError(100, 2018047);
  return files.add(content);
}

async function contentOf(page, { type, payload }, filedata, told) {
  if (filedata?.bytes) {
    return { bytes: filedata.bytes, mime: filedata.mime, name: filedata.file_name };
  }
  if (payload.url === undefined) throw graphError(100, 2018034);
  const url = String(payload.url);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw graphError(100, 2018008);
  return byUrl(type, url, page.options.fetch_timeout_ms, told);
}
