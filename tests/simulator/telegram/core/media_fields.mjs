/**
 * The fields of a Message that tell of a file, by the kind of the message; the same whoever sent
 * it. `told` is what the sender says besides: duration, width, height, performer, title, emoji…
 * @typedef {import('./files.mjs').StoredFile} StoredFile
 */

const unsized = { width: 320, height: 320 };

/** @param {StoredFile} file */
const plain = ({ file_id, file_unique_id, file_size }) => ({ file_id, file_unique_id, file_size });

/** @param {StoredFile} file */
export const photoSize = ({ file_id, file_unique_id, file_size, width, height }) => ({
  ...{ file_id, file_unique_id, file_size },
  ...{ width: width ?? unsized.width, height: height ?? unsized.height },
});

const whole = (value) => Math.max(0, Math.trunc(Number(value)) || 0);
const named = (file) => ({ file_name: file.name, mime_type: file.mime });

/** @param {StoredFile} file @param {any} told */
function moving(file, told) {
  const width = whole(told.width) || file.width || unsized.width;
  const height = whole(told.height) || file.height || unsized.height;
  return { ...plain(file), width, height, duration: whole(told.duration), ...named(file) };
}

/** @type {Record<string, (file: StoredFile, told: any) => object>} */
export const mediaFields = {
  photo: (file) => ({ photo: [photoSize(file)] }),
  video: (file, told) => ({ video: moving(file, told) }),
  /** Programs that know no animations see a document. */
  animation: (file, told) => ({
    animation: moving(file, told),
    document: { ...plain(file), ...named(file) },
  }),
  video_note: (file, told) => {
    const length = whole(told.length) || file.width || unsized.width;
    return { video_note: { ...plain(file), length, duration: whole(told.duration) } };
  },
  voice: (file, told) => ({
    voice: { ...plain(file), duration: whole(told.duration), mime_type: file.mime },
  }),
  audio: (file, told) => {
    const { performer, title } = told;
    const audio = { ...plain(file), duration: whole(told.duration), performer, title };
    return { audio: { ...audio, ...named(file) } };
  },
  document: (file) => ({ document: { ...plain(file), ...named(file) } }),
  sticker: (file, told) => ({
    sticker: {
      ...photoSize(file),
      type: 'regular',
      is_animated: file.mime === 'application/gzip',
      is_video: file.mime === 'video/webm',
      emoji: told.emoji ?? '👍',
      set_name: 'Demo',
    },
  }),
};

/** Kinds of messages whose text is a caption. */
export const captioned = ['photo', 'video', 'animation', 'audio', 'voice', 'document'];
