import { ControlError } from '../../shared/errors.mjs';
import { contentOf } from '../../shared/samples.mjs';
import { entitiesOf } from '../core/entities.mjs';
import { lookAt } from '../core/looks.mjs';
import { captioned, mediaFields } from '../core/media_fields.mjs';

const number = (value, fallback) => (value === undefined ? fallback : Number(value));
const minsk = { latitude: 53.9023, longitude: 27.5619 };

const placeOf = (params) => ({
  latitude: number(params.latitude, minsk.latitude),
  longitude: number(params.longitude, minsk.longitude),
});

/**
 * A message with a file: uploaded as `file`, or a bundled sample. Further parameters: caption,
 * file_name, duration, media_group_id and what the kind has besides.
 * @param {string} kind     of mediaKinds
 * @param {string} fallback name of a sample
 * @param {object} [usual]  what the client's program says of the file by itself
 */
const media =
  (kind, fallback, usual = {}) =>
  (params, { world, chat }) => {
    const given = contentOf(params, fallback);
    const look = lookAt(given.bytes);
    const { width = given.width, height = given.height } = look;
    const mime = given.mime === 'application/octet-stream' ? (look.mime ?? given.mime) : given.mime;
    const name = params.file?.file_name ?? params.file_name ?? given.name;
    const file = world.files.add({
      ...given,
      ...{ mime, name, width, height, kind },
      bot: chat.bot.id,
    });
    const caption =
      params.caption && captioned.includes(kind) ? { caption: String(params.caption) } : {};
    const album = params.media_group_id ? { media_group_id: String(params.media_group_id) } : {};
    return { ...mediaFields[kind](file, { ...usual, ...params }), ...caption, ...album };
  };

/**
 * The content of a message by the name of the action.
 * @type {Record<string, (params: any, context: {world: any, chat: any}) => object>}
 */
export const contents = {
  text: ({ text }) => {
    if (typeof text !== 'string' || text === '') throw new ControlError(400, 'text is a string');
    const entities = entitiesOf(text);
    return { text, ...(entities.length ? { entities } : {}) };
  },
  start: ({ payload = '' }) => {
    if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) {
      throw new ControlError(400, 'a start payload is up to 64 of A-Z a-z 0-9 _ -');
    }
    const text = payload ? `/start ${payload}` : '/start';
    return { text, entities: [{ type: 'bot_command', offset: 0, length: 6 }] };
  },
  photo: media('photo', 'dress.jpg'),
  video: media('video', 'clip.mp4', { duration: 2 }),
  animation: media('animation', 'clip.mp4', { duration: 2 }),
  video_note: media('video_note', 'clip.mp4', { duration: 2, length: 240 }),
  voice: media('voice', 'voice.ogg', { duration: 2 }),
  audio: media('audio', 'voice.ogg', { duration: 2, performer: 'Ira', title: 'Song' }),
  document: media('document', 'parcel.jpg'),
  sticker: media('sticker', 'thumbs_up.webp'),
  location: (params) => ({ location: placeOf(params) }),
  venue: (params) => {
    const location = placeOf(params);
    const { title = 'Cafe', address = 'Main st. 1' } = params;
    return { location, venue: { location, title, address } };
  },
  contact: (params, { chat }) => ({
    contact: {
      phone_number: params.phone_number ?? chat.client.phone_number ?? '375291112233',
      first_name: params.first_name ?? chat.client.first_name,
      last_name: params.last_name ?? chat.client.last_name,
      user_id: params.phone_number ? undefined : chat.client.id,
    },
  }),
  /** Any content, for messages of kinds that have no action of their own. */
  raw: ({ content }) => {
    if (!content || typeof content !== 'object')
      throw new ControlError(400, 'content is an object');
    return content;
  },
};
