import { sample } from '../../shared/samples.mjs';
import { VkError, badParameter } from '../errors.mjs';
import { readKeyboard, readTemplate } from '../keyboard.mjs';
import { attachmentOf } from '../media_store.mjs';
import { refusalOf } from '../fault_rules.mjs';
import { given, list, optionalNumber, text, wholeNumber } from './read.mjs';

const maxPeers = 100;
const maxMessage = 9000;
const maxAttachments = 10;
const maxForwards = 100;
const maxPayload = 1000;
const firstChat = 2_000_000_000;
const int64Bits = 64;
const noRandom = '0';
const tooBig = 910;
const botsAreOff = 912;
const tooManyForwards = 913;
const tooLong = 914;
const noChat = 917;
const noContact = 936;
const wrongPeer = 932;
const messagesAreOff = 15;
const intents = new Set([
  ...['default', 'promo_newsletter', 'bot_ad_invite', 'bot_ad_promo', 'non_promo_newsletter'],
  ...['confirmed_notification', 'purchase_update', 'account_update', 'game_notification'],
  'customer_support',
]);

/** @param {any} call @param {any} talk  the conversation the message belongs to, if one */
function quoted({ params, community }, talk) {
  const content = {};
  const byId = (id) => community.messageById(Number(id));
  if (given(params, 'reply_to')) {
    const answered = byId(params.reply_to);
    if (!answered || (talk && answered.talk !== talk)) throw badParameter('reply_to is invalid');
    content.reply_message = answered.entry.wire;
  }
  const forwards = list(params, 'forward_messages');
  if (given(params, 'forward')) forwards.push(...forwardsOf(params.forward));
  if (forwards.length > maxForwards) throw new VkError(tooManyForwards);
  if (forwards.length) {
    const found = forwards.map(byId);
    if (found.includes(undefined)) throw badParameter('forward is invalid');
    content.fwd_messages = found.map(({ entry }) => entry.wire);
  }
  return content;
}

function forwardsOf(value) {
  try {
    return JSON.parse(String(value)).message_ids.map(String);
  } catch {
    throw badParameter('forward is not a JSON object with message_ids');
  }
}

function place(params) {
  if (!given(params, 'lat') && !given(params, 'long')) return {};
  const latitude = Number(params.lat);
  const longitude = Number(params.long);
  if (!(Math.abs(latitude) <= 90)) throw badParameter('lat is invalid');
  if (!(Math.abs(longitude) <= 180)) throw badParameter('long is invalid');
  return { geo: { type: 'point', coordinates: { latitude, longitude } } };
}

function stickerOf({ params, world }) {
  if (!given(params, 'sticker_id')) return [];
  return [world.media.sticker(wholeNumber(params, 'sticker_id'), sample('thumbs_up.webp'))];
}

/**
 * The content of a message from the parameters of a call, checked as the platform does.
 * @param {import('./read.mjs').Call} call
 * @param {any} [talk]
 */
export function contentOf(call, talk) {
  const { params, community, world } = call;
  const message = given(params, 'message') ? String(params.message) : '';
  if (message.length > maxMessage) throw new VkError(tooLong);
  const named = world.media.named(params.attachment, -community.id);
  const attachments = [...named.map(attachmentOf), ...stickerOf(call)];
  if (attachments.length > maxAttachments) throw new VkError(tooBig);
  const keyboard = readKeyboard(params.keyboard);
  const template = readTemplate(params.template);
  if ((keyboard || template) && !community.settings.bots_capabilities) {
    throw new VkError(botsAreOff);
  }
  const content = { text: message, attachments, ...place(params), ...quoted(call, talk) };
  if (given(params, 'payload')) content.payload = text(params, 'payload', maxPayload);
  if (keyboard) content.keyboard = keyboard;
  if (template) content.template = template;
  const empty = message.trim() === '' && attachments.length === 0;
  if (empty && !content.geo && !content.fwd_messages && !template) {
    throw badParameter('message is empty or invalid');
  }
  return content;
}

/** @param {import('./read.mjs').Call} call @param {number} peer */
export function talkWith({ world, community }, peer) {
  if (peer >= firstChat) throw new VkError(noChat);
  if (peer < 0) throw new VkError(wrongPeer);
  const client = world.clients.get(String(peer));
  if (!client) throw new VkError(noContact);
  return community.chatWith(client);
}

/** Delivers to one peer, unless the same number was sent to them before. */
function sendTo(call, peer, random, contentFor) {
  const talk = talkWith(call, peer);
  const before = random === noRandom ? undefined : talk.sentBy.get(random);
  if (before) return before;
  if (talk.refusal !== null) throw new VkError(talk.refusal);
  const entry = talk.fromCommunity({ ...contentFor(talk), random_id: Number(random) });
  if (random !== noRandom) talk.sentBy.set(random, entry);
  return entry;
}

/** A fault that was asked for this recipient alone. */
function meetFaultOf(call, peer) {
  const { faults } = call.community;
  if (!faults.all().some(({ client }) => String(client) === String(peer))) return;
  const fault = faults.matchCall(call.name, peer);
  if (fault) throw refusalOf(fault, call.base);
}

function sendToMany(call, peers, random) {
  if (peers.length > maxPeers) throw badParameter(`peer_ids has more than ${maxPeers} items`);
  const content = contentOf(call);
  return peers.map((name) => {
    const peer_id = wholeNumber({ peer_ids: name }, 'peer_ids');
    try {
      meetFaultOf(call, peer_id);
      const { id: message_id, wire } = sendTo(call, peer_id, random, () => content);
      return { peer_id, message_id, conversation_message_id: wire.conversation_message_id };
    } catch (error) {
      if (!(error instanceof VkError)) throw error;
      return { peer_id, message_id: 0, error: { code: error.code, description: error.message } };
    }
  });
}

/**
 * Libraries send numbers that are wider than those of JavaScript, so it is kept as text.
 * @returns {string} '0' = no protection from repeats
 */
function randomOf(params) {
  const random = given(params, 'random_id') ? String(params.random_id) : '';
  if (random === '') throw badParameter('random_id is undefined');
  const whole = /^-?\d{1,20}$/.test(random) ? BigInt(random) : null;
  if (whole === null || BigInt.asIntN(int64Bits, whole) !== whole) {
    throw badParameter('random_id should be integer');
  }
  return String(whole);
}

/** @param {import('./read.mjs').Call} call */
export function send(call) {
  const { params, community } = call;
  if (!community.settings.messages) {
    throw new VkError(messagesAreOff, 'group messages are disabled');
  }
  const random = randomOf(params);
  if (given(params, 'intent') && !intents.has(params.intent)) {
    throw badParameter('intent is invalid');
  }
  if (given(params, 'peer_ids')) return sendToMany(call, list(params, 'peer_ids'), random);
  const peer = optionalNumber(params, 'user_id') ?? wholeNumber(params, 'peer_id');
  return sendTo(call, peer, random, (talk) => contentOf(call, talk)).id;
}
