import { VkError, badParameter } from '../errors.mjs';
import { given, optionalNumber, text, wholeNumber } from './read.mjs';
import { talkWith } from './send.mjs';

const groupAuthFailed = 27;
const couldNotSave = 105;
const invalidServer = 118;
const invalidHash = 121;
const invalidPhoto = 129;
const albumOfMessages = -64;
const maxTitle = 255;
const docKinds = ['doc', 'audio_message'];

function getPhotoServer({ world, community, params, base }) {
  const peer = optionalNumber(params, 'peer_id') ?? null;
  const { id } = world.uploads.open('photo', community.id, peer);
  const upload_url = `${base}/vk/upload/photo/${id}`;
  return { upload_url, album_id: albumOfMessages, group_id: 0, user_id: 1 };
}

function getDocServer(call) {
  const { world, community, params, base } = call;
  const kind = given(params, 'type') ? params.type : 'doc';
  if (!docKinds.includes(kind)) throw badParameter('type is invalid');
  const peer = wholeNumber(params, 'peer_id');
  const { refusal } = talkWith(call, peer);
  if (refusal !== null) throw new VkError(refusal);
  const { id } = world.uploads.open(kind, community.id, peer);
  return { upload_url: `${base}/vk/upload/${kind}/${id}` };
}

function savePhoto({ world, community, params }) {
  const server = wholeNumber(params, 'server');
  const told = given(params, 'photo') ? String(params.photo) : '';
  const upload = world.uploads.uploaded(world.uploads.refOfPhoto(told));
  if (!upload || upload.community !== community.id) throw new VkError(invalidPhoto);
  if (upload.server !== server) throw new VkError(invalidServer);
  if (upload.hash !== params.hash) throw new VkError(invalidHash);
  world.uploads.close(upload);
  const { body } = world.media.addPhoto(-community.id, upload.content);
  return [body];
}

function saveDoc({ world, community, params }) {
  const upload = world.uploads.uploaded(given(params, 'file') ? String(params.file) : '');
  const fits = upload && upload.community === community.id && upload.kind !== 'photo';
  if (!fits) throw new VkError(couldNotSave);
  const name = given(params, 'title') ? text(params, 'title', maxTitle) : upload.content.name;
  world.uploads.close(upload);
  if (upload.kind === 'audio_message') {
    const saved = world.media.addVoice(-community.id, upload.content, upload.duration);
    return { type: 'audio_message', audio_message: saved.body };
  }
  const { body } = world.media.addDoc(-community.id, { ...upload.content, name });
  return { type: 'doc', doc: body };
}

/** Only people can upload video. */
function saveVideo() {
  throw new VkError(groupAuthFailed);
}

/** @type {Record<string, import('./table.mjs').Method>} */
export const uploadMethods = {
  'photos.getMessagesUploadServer': { scope: 'photos', who: 'community', run: getPhotoServer },
  'photos.saveMessagesPhoto': { scope: 'photos', who: 'community', run: savePhoto },
  'docs.getMessagesUploadServer': { scope: 'docs', who: 'community', run: getDocServer },
  'docs.save': { scope: 'docs', who: 'community', run: saveDoc },
  'video.save': { who: 'community', run: saveVideo },
};
