import { badRequest } from './errors.mjs';
import { givenFile } from './given_file.mjs';
import { mediaKinds } from './media_kinds.mjs';
import { captionFields, commonFields, reachableChat, sendTo } from './send_options.mjs';

const albumKinds = new Set(['photo', 'video', 'audio', 'document']);
/** These go in albums only among themselves. */
const apart = ['document', 'audio'];
const album = { least: 2, most: 10 };
const withoutCaption = new Set(['sticker', 'video_note']);

/**
 * A method that sends one file.
 * @param {string} kind  of mediaKinds
 */
function sendFile(kind) {
  return async (call) => {
    const { params } = call;
    const chat = reachableChat(call);
    const caption = withoutCaption.has(kind) ? {} : captionFields(params);
    const common = commonFields(chat, params);
    const { content, fetched } = await givenFile(call, kind);
    const known = fetched ? { fetched } : {};
    return sendTo(chat, { ...content, ...caption, ...common }, { params, known });
  };
}

function checkAlbum(media) {
  if (!Array.isArray(media)) throw badRequest('expected an Array of InputMedia');
  if (media.length > album.most) throw badRequest('too many messages to send as an album');
  if (media.length < album.least) throw badRequest('media group must include 2-10 items');
  for (const item of media) {
    if (!albumKinds.has(item?.type)) {
      throw badRequest("can't use the media of the specified type in the album");
    }
  }
  for (const kind of apart) {
    const among = media.filter(({ type }) => type === kind).length;
    if (among > 0 && among < media.length) {
      throw badRequest(`${kind} can't be mixed with other media types`);
    }
  }
}

/** Every file is looked at before the first message goes out: an album arrives whole or not. */
async function sendMediaGroup(call) {
  const { params } = call;
  const chat = reachableChat(call);
  checkAlbum(params.media);
  const { reply_to_message } = commonFields(chat, { ...params, reply_markup: undefined });
  const ready = [];
  for (const item of params.media) {
    const caption = captionFields(item);
    ready.push({
      caption,
      ...(await givenFile(call, item.type, { value: item.media, told: item })),
    });
  }
  const media_group_id = String(call.bot.world.nextAlbumId());
  return ready.map(({ content, caption, fetched }) => {
    const common = { media_group_id, ...(reply_to_message ? { reply_to_message } : {}) };
    return chat.fromBot({ ...content, ...caption, ...common }, fetched ? { fetched } : {});
  });
}

const nameOf = (kind) => `send${kind.replace('_', '')}`;

/** sendPhoto, sendVideo… and sendMediaGroup, in lower case. */
export const mediaMethods = {
  ...Object.fromEntries(Object.keys(mediaKinds).map((kind) => [nameOf(kind), sendFile(kind)])),
  sendmediagroup: sendMediaGroup,
};
