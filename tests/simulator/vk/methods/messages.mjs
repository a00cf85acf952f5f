import { VkError, badParameter } from '../errors.mjs';
import { nowSeconds } from '../talk.mjs';
import { flag, given, list, optionalNumber, text, wholeNumber } from './read.mjs';
import { contentOf, send, talkWith } from './send.mjs';

const editableS = 24 * 3600;
const tooOldToEdit = 909;
const accessDenied = 15;
const messagesAreOff = 15;
const maxEventData = 1000;
const maxSnackbar = 90;
const activities = new Set(['typing', 'audiomessage', 'photo', 'video', 'file']);

/** The message a call names by its own number or by that within the conversation. */
function entryOf(call, talk) {
  const { params } = call;
  const cmid = optionalNumber(params, 'cmid') ?? optionalNumber(params, 'conversation_message_id');
  const found =
    cmid === undefined
      ? talk.messages.find(({ id }) => id === wholeNumber(params, 'message_id'))
      : talk.byCmid(cmid);
  if (!found || found.deleted) throw badParameter('message_id is invalid');
  return found;
}

function edit(call) {
  const talk = talkWith(call, wholeNumber(call.params, 'peer_id'));
  const entry = entryOf(call, talk);
  if (entry.from !== 'account') throw new VkError(accessDenied, 'the message is not yours');
  if (nowSeconds() - entry.wire.date > editableS) throw new VkError(tooOldToEdit);
  const content = contentOf(call, talk);
  // Without a keyboard in the call the old one goes, as do attachments that are not named again.
  talk.edit(entry, { keyboard: undefined, template: undefined, ...content });
  return 1;
}

/** Says for each message whether it went. */
function remove(call) {
  const { params, community } = call;
  const byCmids = list(params, 'cmids');
  const ids = byCmids.length ? byCmids : list(params, 'message_ids');
  if (ids.length === 0) throw badParameter('message_ids is undefined');
  const peer = byCmids.length || given(params, 'peer_id') ? wholeNumber(params, 'peer_id') : null;
  const talk = peer === null ? null : talkWith(call, peer);
  const forAll = given(params, 'delete_for_all') && flag(params, 'delete_for_all') === 1;
  const results = ids.map((id) => {
    const named = byCmids.length ? talk.byCmid(Number(id))?.id : id;
    const { entry, talk: holder } = community.messageById(named) ?? {};
    if (!entry || entry.deleted) return [id, 0];
    // Without delete_for_all it goes from the community's side only: the person keeps it.
    if (forAll && entry.from === 'account') holder.remove(entry);
    return [id, 1];
  });
  return Object.fromEntries(results);
}

function markAsRead(call) {
  const { params } = call;
  const talk = talkWith(call, wholeNumber(params, 'peer_id'));
  const whole = Number(params.mark_conversation_as_read) === 1;
  talk.readByCommunity(whole ? undefined : optionalNumber(params, 'start_message_id'));
  return 1;
}

function setActivity(call) {
  const { params, community, world } = call;
  const talk = talkWith(call, optionalNumber(params, 'user_id') ?? wholeNumber(params, 'peer_id'));
  if (!activities.has(params.type)) throw badParameter('type is invalid');
  if (talk.refusal !== null) throw new VkError(talk.refusal);
  talk.activity.push({ type: params.type, time: Date.now() });
  world.changed('typing', community, { client: talk.client.id, type: params.type });
  talk.changed();
  return 1;
}

function isMessagesFromGroupAllowed(call) {
  const { params, community } = call;
  if (!community.settings.messages) {
    throw new VkError(messagesAreOff, 'group messages are disabled');
  }
  if (wholeNumber(params, 'group_id') !== community.id) throw badParameter('group_id is invalid');
  const talk = talkWith(call, wholeNumber(params, 'user_id'));
  return { is_allowed: talk.refusal === null ? 1 : 0 };
}

function getById(call) {
  const { params, community } = call;
  const cmids = list(params, 'cmids');
  const talk = cmids.length ? talkWith(call, wholeNumber(params, 'peer_id')) : null;
  const found = cmids.length
    ? cmids.map((cmid) => talk.byCmid(Number(cmid)))
    : list(params, 'message_ids').map((id) => community.messageById(id)?.entry);
  const items = found.filter((entry) => entry && !entry.deleted).map(({ wire }) => wire);
  return { count: items.length, items };
}

/** What the person sees after a press: checked, or null when it only ends the waiting. */
function eventData(params) {
  if (!given(params, 'event_data')) return null;
  const told = text(params, 'event_data', maxEventData);
  let data;
  try {
    data = JSON.parse(told);
  } catch {
    throw badParameter('event_data is not valid JSON');
  }
  const texts = { show_snackbar: data?.text, open_link: data?.link, open_app: data?.app_id };
  if (!texts[data?.type]) throw badParameter('event_data is invalid');
  if (data.type === 'show_snackbar' && data.text.length > maxSnackbar) {
    throw badParameter(`event_data text is longer than ${maxSnackbar}`);
  }
  return data;
}

function sendMessageEventAnswer(call) {
  const { params, community, world } = call;
  const press = community.presses.get(params.event_id);
  const fits =
    press &&
    press.user_id === wholeNumber(params, 'user_id') &&
    press.peer_id === wholeNumber(params, 'peer_id') &&
    press.answer === undefined &&
    press.expiresAt > Date.now();
  if (!fits) throw badParameter('event_id is invalid or too old');
  press.answer = eventData(params);
  const { peer_id: client, answer } = press;
  world.changed('press_answer', community, { client, event_id: params.event_id, answer });
  return 1;
}

const messages = { scope: 'messages', who: 'community' };

/** @type {Record<string, import('./table.mjs').Method>} */
export const messageMethods = {
  'messages.send': { ...messages, run: send },
  'messages.edit': { ...messages, run: edit },
  'messages.delete': { ...messages, run: remove },
  'messages.markAsRead': { ...messages, run: markAsRead },
  'messages.setActivity': { ...messages, run: setActivity },
  'messages.isMessagesFromGroupAllowed': { ...messages, run: isMessagesFromGroupAllowed },
  'messages.getById': { ...messages, run: getById },
  'messages.sendMessageEventAnswer': { ...messages, run: sendMessageEventAnswer },
};
