/** How a Message looks in the shape that the platforms share (shared/conversation.mjs). */

const source = (file) => ({
  url: `/control/files/${file.file_id}`,
  size: file.file_size,
  ...(file.mime_type ? { mime: file.mime_type } : {}),
  ...(file.file_name ? { name: file.file_name } : {}),
});

const stickerMime = ({ is_animated, is_video }) =>
  is_animated ? 'application/gzip' : is_video ? 'video/webm' : 'image/webp';

/** An animation comes with a document and a venue with a location: the first that fits counts. */
const kinds = {
  photo: ({ photo }) => ({ kind: 'photo', ...source(photo.at(-1)) }),
  video: ({ video }) => ({ kind: 'video', ...source(video) }),
  animation: ({ animation }) => ({ kind: 'animation', ...source(animation) }),
  video_note: ({ video_note }) => ({
    ...{ kind: 'video_note', mime: 'video/mp4' },
    ...source(video_note),
  }),
  voice: ({ voice }) => ({ kind: 'voice', ...source(voice) }),
  audio: ({ audio }) => {
    const { performer, title } = audio;
    const spoken = [performer, title].filter(Boolean).join(' — ');
    return { kind: 'audio', ...source(audio), ...(spoken ? { title: spoken } : {}) };
  },
  document: ({ document }) => ({ kind: 'file', ...source(document) }),
  sticker: ({ sticker }) => ({
    ...{ kind: 'sticker', mime: stickerMime(sticker), name: sticker.emoji },
    ...source(sticker),
  }),
  venue: ({ venue: { location, title, address } }) => ({
    ...{ kind: 'location', name: title, text: address },
    ...{ latitude: location.latitude, longitude: location.longitude },
  }),
  location: ({ location: { latitude, longitude } }) => ({ kind: 'location', latitude, longitude }),
  contact: ({ contact: { first_name, last_name, phone_number } }) => ({
    kind: 'contact',
    name: [first_name, last_name].filter(Boolean).join(' '),
    phone: phone_number,
  }),
};

/** A raw message may have any form: what can't be read is no attachment. */
function attachmentOf(wire) {
  const kind = Object.keys(kinds).find((name) => wire[name]);
  try {
    return kind ? kinds[kind](wire) : null;
  } catch {
    return null;
  }
}

/**
 * @param {import('./chat.mjs').Entry} entry
 * @param {(id: string) => import('./files.mjs').StoredFile | undefined} [fileOf]  tells what the
 *   Message itself doesn't: of a photo its type
 */
export function shown({ wire, deleted = false, fetched }, fileOf) {
  const attachment = attachmentOf(wire);
  if (attachment?.kind === 'photo') attachment.mime = fileOf?.(wire.photo.at(-1).file_id)?.mime;
  const text = wire.text ?? wire.caption;
  const answered = wire.reply_to_message?.message_id;
  return {
    ...(text === undefined ? {} : { text }),
    attachments: attachment ? [attachment] : [],
    ...(answered === undefined ? {} : { reply_to: answered }),
    edited: wire.edit_date !== undefined,
    deleted,
    ...(fetched ? { fetched } : {}),
  };
}
