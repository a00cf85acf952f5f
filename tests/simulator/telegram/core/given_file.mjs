import { fetchMedia, fetchRecord } from '../../shared/fetch_media.mjs';
import { ApiError, badRequest } from './errors.mjs';
import { lookAt } from './looks.mjs';
import { mediaFields } from './media_fields.mjs';
import { mediaKinds, megabyte } from './media_kinds.mjs';

const requestBytes = 50 * megabyte;
/** A voice by address that is bigger than this arrives as a file. */
const voiceUrlBytes = megabyte;
const anyBytes = 'application/octet-stream';
const attached = 'attach://';

/** The part of a multipart request that the value is or names. */
function partOf(value, parts) {
  if (value?.bytes) return value;
  if (typeof value !== 'string' || !value.startsWith(attached)) return null;
  const part = parts[value.slice(attached.length)];
  if (part?.bytes) return part;
  throw badRequest('wrong file identifier/HTTP URL specified');
}

/** A file that the bot knows by its id already. */
function knownFile(bot, id, kind) {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) {
    const reason = 'Wrong character in the string';
    throw badRequest(`wrong remote file identifier specified: ${reason}`);
  }
  const file = bot.world.files.byId(id);
  if (!file || (file.bot !== undefined && file.bot !== bot.id)) {
    throw badRequest('wrong file identifier/HTTP URL specified');
  }
  const alike = file.kind === kind || (kind === 'document' && file.kind === 'animation');
  if (file.kind !== undefined && !alike) {
    const [is, wanted] = [mediaKinds[file.kind].name, mediaKinds[kind].name];
    throw badRequest(`can't use file of type ${is} as ${wanted}`);
  }
  return { file, kind: file.kind ?? kind };
}

function checkUpload({ bytes }, { maxBytes = requestBytes }) {
  if (bytes.length > requestBytes) throw new ApiError(413, 'Request Entity Too Large');
  if (bytes.length > maxBytes) throw badRequest('file is too big');
  if (bytes.length === 0) throw badRequest('file must be non-empty');
}

/** @param {string} name */
function lastPart(name) {
  const part = name.split('/').at(-1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Fetches what an address names, as the platform does before it sends. */
async function fetched(url, { urlBytes, urlTypes }) {
  if (!URL.canParse(url)) throw badRequest('wrong HTTP URL specified');
  const got = await fetchMedia(url, { maxBytes: urlBytes });
  if (got.status !== 200 || got.error || got.bytes === 0) {
    throw badRequest('failed to get HTTP URL content');
  }
  if (!urlTypes.includes(got.type)) throw badRequest('wrong type of the web page content');
  const file_name = lastPart(new URL(url).pathname) || 'file';
  return { part: { bytes: got.content, mime: got.type, file_name }, record: fetchRecord(got) };
}

/** What bytes become: another kind than was asked for when they are no such thing. */
function kindOf(asked, { mime }, quiet) {
  const { types } = mediaKinds[asked];
  if (asked === 'document') return mime === 'image/gif' && !quiet ? 'animation' : 'document';
  return types === null || types.includes(mime) ? asked : 'document';
}

function keep(bot, { bytes, mime, file_name }, { asked, look, kind }) {
  const said = mime && mime !== anyBytes ? mime : (look.mime ?? anyBytes);
  const seen = kind === 'document' ? said : look.mime;
  const { width, height } = look;
  const name = file_name || `${asked}`;
  const content = { bytes, mime: seen, name, width, height, kind, bot: bot.id };
  return bot.world.files.add(content);
}

/**
 * The file of a send method, given by its id, by an address or as bytes.
 * @param {import('./methods.mjs').Call} call
 * @param {string} asked  a kind of mediaKinds, which is also the parameter's name
 * @param {{value?: any, told?: any}} [item]  of an album: the file and what is said of it
 * @returns {Promise<{content: object, fetched?: object}>} the fields of the Message
 */
export async function givenFile({ bot, params }, asked, item = {}) {
  const { value = params[asked], told = params } = item;
  if (value === undefined || value === '') throw badRequest(`there is no ${asked} in the request`);
  let part = partOf(value, params);
  let record;
  if (part) {
    checkUpload(part, mediaKinds[asked]);
  } else if (/^[a-z]+:\/\//i.test(value)) {
    ({ part, record } = await fetched(String(value), mediaKinds[asked]));
  } else {
    const { file, kind } = knownFile(bot, String(value), asked);
    return { content: mediaFields[kind](file, told) };
  }
  const look = lookAt(part.bytes);
  mediaKinds[asked].check?.(look);
  const tooLong = record && asked === 'voice' && part.bytes.length > voiceUrlBytes;
  const quiet = String(told.disable_content_type_detection) === 'true';
  const kind = tooLong ? 'document' : kindOf(asked, look, quiet);
  const file = keep(bot, part, { asked, look, kind });
  return { content: mediaFields[kind](file, told), fetched: record };
}
