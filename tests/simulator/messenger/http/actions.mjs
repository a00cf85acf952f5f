import { ControlError } from '../../shared/errors.mjs';
import { contentOf } from '../../shared/samples.mjs';
import { mediaUrl } from '../model/media.mjs';
import { inboxApp } from '../model/page.mjs';
import { fieldOf } from '../model/fields.mjs';
import { optIn } from './opt_in.mjs';
import { arrive, press, referral } from './press.mjs';

const pairUntil = '2026-08-30';
const likeId = 369_239_263_222_822;
const emojis = {
  '❤': 'love',
  '😆': 'smile',
  '😮': 'wow',
  '😢': 'sad',
  '😠': 'angry',
  '👍': 'like',
  '👎': 'dislike',
};

/** @param {any} thread @param {any} params */
function replyTo(thread, { reply_to }) {
  if (reply_to === undefined) return {};
  const { id, from } = thread.message(reply_to);
  return {
    wire: { reply_to: { mid: id, is_self_reply: from === 'client' } },
    shown: { reply_to: id },
  };
}

/** @param {any} thread @param {{text: string}} params */
function text(thread, params) {
  if (typeof params.text !== 'string' || params.text === '') {
    throw new ControlError(400, 'text is a string');
  }
  const { wire, shown } = replyTo(thread, params);
  return thread.fromClient({ text: params.text, ...wire }, { text: params.text, ...shown });
}

/**
 * An action that sends media: one uploaded part `file`, or samples by name.
 * @param {string} type  of the platform
 * @param {string} kind  as the phone shows it
 * @param {string} fallback  name of a sample
 */
function media(type, kind, fallback) {
  return (thread, params) => {
    const { account: page } = thread;
    const names =
      params.samples ?? Array(Number(params.count ?? 1)).fill(params.sample ?? fallback);
    const files = params.file
      ? [page.world.files.add(contentOf(params, fallback))]
      : names.map((name) => page.world.files.add(contentOf({ sample: name }, fallback)));
    const urls = files.map((file) => mediaUrl(page.world, file, page.options.media_ttl_s));
    const attachments = urls.map((url) => ({ type, payload: { url } }));
    const shown = files.map(({ name, size }, index) => ({ kind, url: urls[index], name, size }));
    const { wire, shown: answered } = replyTo(thread, params);
    return thread.fromClient({ attachments, ...wire }, { attachments: shown, ...answered });
  };
}

/** @param {any} thread @param {any} params */
function sticker(thread, params) {
  const { account: page } = thread;
  const file = page.world.files.add(contentOf(params, 'thumbs_up.webp'));
  const url = mediaUrl(page.world, file, page.options.media_ttl_s);
  const sticker_id = Number(params.sticker_id ?? likeId);
  const one = (type) => ({ type, payload: { url, sticker_id } });
  const { date } = page.world.app(page.app_id);
  const form = page.options.sticker_form ?? (date < pairUntil ? 'pair' : 'new');
  const attachments = form === 'pair' ? [one('image'), one('sticker')] : [one('sticker')];
  return thread.fromClient({ attachments }, { attachments: [{ kind: 'sticker', url }] });
}

/** @param {any} thread @param {any} params  {latitude?, longitude?, title?, as_text?} */
function location(
  thread,
  { latitude = 50.45, longitude = 30.52, title = 'Here', as_text = false },
) {
  const [lat, long] = [latitude, longitude].map((value) =>
    as_text ? String(value) : Number(value),
  );
  const attachment = { type: 'location', title, payload: { coordinates: { lat, long } } };
  const place = { kind: 'location', latitude: Number(latitude), longitude: Number(longitude) };
  return thread.fromClient({ attachments: [attachment] }, { attachments: [{ ...place, title }] });
}

/** A link with its preview, or any other kind of attachment that has an address. */
function share(
  thread,
  { type = 'fallback', url = 'https://example.com/', title = 'Example', text: words },
) {
  const attachment = { type, title, url, payload: { url, title } };
  const message = words === undefined ? {} : { text: words };
  const shown = { ...message, attachments: [{ kind: 'link', url, title }] };
  return thread.fromClient({ ...message, attachments: [attachment] }, shown);
}

/** Any event, with what it leaves out of sender, recipient and time unless `exact`. */
function raw(thread, { event, field, channel, exact = false }) {
  if (event === null || typeof event !== 'object')
    throw new ControlError(400, 'event is an object');
  const { account, psid } = thread;
  const plain = { sender: { id: psid }, recipient: { id: account.id }, timestamp: thread.tick() };
  const whole = exact ? event : { ...plain, ...event };
  account.emit(field ?? fieldOf(whole), whole, { thread, channel });
  return whole;
}

/** Someone answers in the page's inbox or by another app: {text, app_id?: null = none}. */
function writeElsewhere(thread, { text: words, app_id: appId = inboxApp, metadata }) {
  if (typeof words !== 'string' || words === '') throw new ControlError(400, 'text is a string');
  const message = metadata === undefined ? { text: words } : { text: words, metadata };
  return thread.fromPage(message, { appId, extra: { elsewhere: true } });
}

/** Apps pass the thread to each other: {event: pass | take | request | roles, app_id, …}. */
function handover(
  thread,
  { event = 'pass', app_id: appId = inboxApp, previous_app_id, metadata = '' },
) {
  const previous = previous_app_id ?? thread.owner ?? thread.account.app_id;
  const owners = {
    previous_owner_app_id: String(previous),
    new_owner_app_id: String(appId),
    metadata,
  };
  const contents = {
    pass: { pass_thread_control: owners },
    take: { take_thread_control: owners },
    request: { request_thread_control: { requested_owner_app_id: String(appId), metadata } },
    roles: { app_roles: { [String(appId)]: ['primary_receiver'] } },
  };
  if (!Object.hasOwn(contents, event)) throw new ControlError(400, `there is no handover ${event}`);
  if (event === 'pass' || event === 'take') thread.owner = String(appId);
  thread.changed();
  return thread.event(contents[event]);
}

/** @param {any} thread @param {any} params */
function block(thread, { code = 551, subcode = 1545041 }) {
  thread.blocked = true;
  thread.blockError = { code: Number(code), subcode: subcode === null ? null : Number(subcode) };
  thread.changed();
}

function unblock(thread) {
  thread.blocked = false;
  thread.changed();
}

function react(thread, { id, message_id, emoji = '❤', reaction, remove = false }) {
  const entry = thread.message(id ?? message_id);
  return thread.react(entry, { emoji, reaction: reaction ?? emojis[emoji] ?? 'other', remove });
}

/** The person comments a post of the page, which can be answered in private once. */
function comment(thread, { id = `${thread.account.id}_${Date.now()}`, text: words = 'Price?' }) {
  thread.account.comments.set(String(id), { psid: thread.psid, text: words, answered: false });
  return { comment_id: String(id), psid: thread.psid };
}

const typing = (thread) => {
  thread.account.world.changed('typing', thread.account, { client: thread.client.id });
};
const read = (thread, { id }) => thread.read(id === undefined ? undefined : thread.message(id));
const edit = (thread, { id, message_id, text: words }) =>
  thread.edit(thread.message(id ?? message_id), String(words));
const accountLinking = (thread, { status = 'linked', authorization_code = 'code' }) =>
  thread.event({
    account_linking: { status, ...(status === 'linked' ? { authorization_code } : {}) },
  });
const age = (thread, { hours }) => thread.age(Number(hours)) ?? thread.summary();
const photo = media('image', 'photo', 'dress.jpg');
const file = media('file', 'file', 'price.pdf');

/** What a person does. @type {Record<string, (thread: any, params: any) => any>} */
export const actions = {
  ...{ text, start: arrive, photo, picture: photo, video: media('video', 'video', 'clip.mp4') },
  ...{ voice: media('audio', 'voice', 'voice.ogg'), audio: media('audio', 'audio', 'voice.ogg') },
  ...{ file, document: file, sticker, location, share, press, referral, optin: optIn, comment },
  ...{ edit, react, read, typing, block, unblock, age, raw, handover },
  ...{ account_linking: accountLinking, write_elsewhere: writeElsewhere },
};
