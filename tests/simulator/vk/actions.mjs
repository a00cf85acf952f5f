import { ControlError } from '../shared/errors.mjs';
import { number } from '../shared/params.mjs';
import { contentOf, sample } from '../shared/samples.mjs';
import { press } from './press.mjs';
import { acceptedVoice, pictureOf } from './media_checks.mjs';
import { attachmentOf } from './media_store.mjs';

/**
 * What a person does, by the name of the action. A message of any kind also takes `text`,
 * `payload`, `reply_to` (number of a message), `ref` and `ref_source`.
 */

const given = (value) => value !== undefined && value !== '';
const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a message of any kind may have besides its own content. */
function common(talk, { text, payload, reply_to, ref, ref_source }) {
  const content = {};
  if (given(text)) content.text = String(text);
  if (given(payload)) content.payload = asText(payload);
  if (given(reply_to)) content.reply_message = talk.message(reply_to).wire;
  if (given(ref)) Object.assign(content, { ref, ...(ref_source ? { ref_source } : {}) });
  return content;
}

const say = (talk, params, content) => talk.fromClient({ ...common(talk, params), ...content });
const attach = (talk, params, attachment) => say(talk, params, { attachments: [attachment] });

/** A picture with its real size. */
function picture(params, fallback) {
  const content = contentOf(params, fallback);
  return { ...content, ...pictureOf(content.bytes) };
}

function text(talk, params) {
  if (!given(params.text)) throw new ControlError(400, 'text is a string');
  return talk.fromClient(common(talk, params), { cropped: number(params.cropped) });
}

/** The button at the beginning of a conversation. `payload` is another word for `ref`. */
function start(talk, { ref, ref_source, payload }) {
  if (!talk.account.settings.bots_start_button) {
    throw new ControlError(409, 'the Start button is off: groups.setSettings');
  }
  const content = { text: talk.client.startText(), payload: JSON.stringify({ command: 'start' }) };
  return say(talk, { ref: ref ?? payload, ref_source }, content);
}

/** A link to the community: its reference goes with the next message. */
function open(talk, { ref, ref_source }) {
  if (!given(ref)) throw new ControlError(400, 'ref is what the link carries');
  talk.pendingRef = { ref, ...(ref_source ? { ref_source } : {}) };
  return { pending: talk.pendingRef };
}

function photo(talk, params) {
  const content = picture(params, 'dress.jpg');
  const { media } = talk.account.world;
  return attach(talk, params, attachmentOf(media.addPhoto(talk.client.id, content)));
}

/** The platform gives programs no file of a video, only a picture of it. */
function video(talk, params) {
  const about = { title: params.title ?? 'clip', duration: number(params.duration, 12) };
  const { media } = talk.account.world;
  const added = media.addVideo(talk.client.id, sample('parcel.jpg'), about);
  return attach(talk, params, attachmentOf(added));
}

function file(talk, params) {
  const content = contentOf(params, 'price.pdf');
  const name = params.file_name ?? content.name;
  const { media } = talk.account.world;
  return attach(talk, params, attachmentOf(media.addDoc(talk.client.id, { ...content, name })));
}

function voice(talk, params) {
  const content = contentOf(params, 'voice.ogg');
  const duration = number(params.duration, acceptedVoice(content.bytes)?.duration ?? 1);
  const { media } = talk.account.world;
  return attach(talk, params, attachmentOf(media.addVoice(talk.client.id, content, duration)));
}

function audio(talk, params) {
  const { artist = 'Demo', title = 'Song', duration = 60, url = '' } = params;
  const body = { id: 1, owner_id: talk.client.id, artist, title, duration: Number(duration), url };
  return attach(talk, params, { type: 'audio', audio: body });
}

function sticker(talk, params) {
  const { media } = talk.account.world;
  const content = contentOf(params, 'thumbs_up.webp');
  return attach(talk, params, media.sticker(number(params.sticker_id, 9012), content));
}

function graffiti(talk, params) {
  const { media } = talk.account.world;
  return attach(talk, params, media.graffiti(talk.client.id, contentOf(params, 'heart.webp')));
}

function link(talk, params) {
  const { url = 'https://example.com/', title = 'Example', description = '' } = params;
  return attach(talk, params, { type: 'link', link: { url, title, description } });
}

/** wall, poll, market, story, gift, call… and any other: `type` and `body`. */
function attachment(talk, params) {
  const { type, body = {} } = params;
  if (!given(type)) throw new ControlError(400, 'type is that of the attachment');
  return attach(talk, params, { type, [type]: body });
}

function location(talk, params) {
  const coordinates = {
    latitude: number(params.latitude, 53.9023),
    longitude: number(params.longitude, 27.5619),
  };
  return say(talk, params, { geo: { type: 'point', coordinates } });
}

function edit(talk, params) {
  const entry = talk.message(params.message_id);
  if (entry.from !== 'client') throw new ControlError(400, 'only own messages can be edited');
  const event_id = talk.edit(entry, { text: String(params.text) });
  return { message: talk.view(entry), event_id };
}

function read(talk, { message_id }) {
  return { event_id: talk.readByClient(given(message_id) ? Number(message_id) : undefined) };
}

function typing(talk) {
  const { client, account } = talk;
  const object = { state: 'typing', from_id: client.id, to_id: -account.id };
  return { event_id: talk.emit('message_typing_state', object) };
}

function allow(talk, { key = '' }) {
  talk.allowed = true;
  talk.blocked = false;
  talk.changed();
  return { event_id: talk.emit('message_allow', { user_id: talk.client.id, key }) };
}

function deny(talk) {
  talk.allowed = false;
  talk.blocked = true;
  talk.changed();
  return { event_id: talk.emit('message_deny', { user_id: talk.client.id }) };
}

function join(talk, { join_type = 'join' }) {
  const types = ['join', 'unsure', 'accepted', 'approved', 'request'];
  if (!types.includes(join_type)) throw new ControlError(400, `join_type: ${types.join(', ')}`);
  talk.member = join_type !== 'request';
  talk.changed();
  return { event_id: talk.emit('group_join', { user_id: talk.client.id, join_type }) };
}

/** `self: 0` = an administrator removed the person. */
function leave(talk, { self = 1 }) {
  talk.member = false;
  talk.changed();
  const object = { user_id: talk.client.id, self: Number(self) };
  return { event_id: talk.emit('group_leave', object) };
}

/** An administrator puts the person on the blacklist. */
function ban(talk, { admin_id = 0, unblock_date = 0, reason = 0, comment = '' }) {
  talk.banned = true;
  talk.changed();
  const object = { admin_id, user_id: talk.client.id, unblock_date, reason, comment };
  return { event_id: talk.emit('user_block', object) };
}

function unban(talk, { admin_id = 0, by_end_date = 0 }) {
  talk.banned = false;
  talk.changed();
  const object = { admin_id, user_id: talk.client.id, by_end_date };
  return { event_id: talk.emit('user_unblock', object) };
}

/** Without `reaction_id` the reaction is taken back. */
function react(talk, { message_id, reaction_id }) {
  const { id } = talk.client;
  const entry = talk.message(message_id);
  entry.reactions = given(reaction_id) ? { [id]: String(reaction_id) } : {};
  talk.told(entry);
  const object = { reacted_id: id, peer_id: id, cmid: entry.wire.conversation_message_id };
  if (given(reaction_id)) object.reaction_id = Number(reaction_id);
  return { event_id: talk.emit('message_reaction_event', object) };
}

/** An administrator answers in VK itself. */
function writeElsewhere(talk, params) {
  const { world } = talk.account;
  const known = [...world.admins.values()].find(({ accounts }) =>
    accounts.includes(talk.account.id),
  );
  const admin_author_id = Number(params.admin ?? known?.id ?? 1);
  if (!given(params.text)) throw new ControlError(400, 'text is a string');
  return talk.view(talk.fromCommunity({ text: String(params.text), admin_author_id }));
}

/** In a group chat where the community is: `chat` is its number. No message of this talk. */
function chatText(talk, { chat = 1, text: said = 'hi' }) {
  const { account, client } = talk;
  const peer_id = 2_000_000_000 + Number(chat);
  const cmid = (account.groupChats.get(peer_id) ?? 0) + 1;
  account.groupChats.set(peer_id, cmid);
  const message = {
    ...{ id: 0, date: Math.floor(Date.now() / 1000), from_id: client.id, peer_id, out: 0 },
    ...{ version: 10_000, text: String(said), conversation_message_id: cmid, random_id: 0 },
    ...{ important: false, is_hidden: false, fwd_messages: [], attachments: [] },
  };
  return { event_id: talk.emit('message_new', { message, client_info: client.clientInfo() }) };
}

/** Any event: {event: {type, object}}. */
function raw(talk, { event }) {
  if (typeof event?.type !== 'string') throw new ControlError(400, 'event is {type, object}');
  return { event_id: talk.emit(event.type, event.object ?? {}) };
}

function age(talk, { hours }) {
  if (!(Number(hours) > 0)) throw new ControlError(400, 'hours is a number');
  talk.age(Number(hours));
  return talk.summary();
}

/** @type {Record<string, (talk: any, params: any) => any>} */
export const actions = {
  ...{ text, start, open, photo, picture: photo, video, file, document: file, voice, audio },
  ...{ sticker, graffiti, link, attachment, location, press, edit, read, typing },
  ...{ allow, deny, unblock: allow, block: deny, join, leave, ban, unban, react },
  ...{ write_elsewhere: writeElsewhere, chat_text: chatText, raw, age },
};
