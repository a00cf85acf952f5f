import { nowSeconds } from './chat.mjs';
import { badRequest } from './errors.mjs';
import { captioned } from './media_fields.mjs';
import {
  captionFields,
  inlineButtons,
  knownChat,
  messageText,
  reachableChat,
} from './send_options.mjs';

const deletableSeconds = 48 * 3600;
const maxDeleted = 100;
const unchanged =
  'message is not modified: specified new message content and reply markup are exactly the same ' +
  'as a current content and reply markup of the message';

/** The message that a call names, when it is there. */
function found(chat, id, purpose) {
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number <= 0) {
    throw badRequest('message identifier is not specified');
  }
  const entry = chat.messages[number - 1];
  if (!entry || entry.deleted) throw badRequest(`message to ${purpose} not found`);
  return entry;
}

/** A message of the bot that is to get other words or buttons. */
function editable(call) {
  const chat = reachableChat(call);
  const entry = found(chat, call.params.message_id, 'edit');
  if (entry.from !== 'bot') throw badRequest("message can't be edited");
  return { chat, entry };
}

/**
 * Puts new fields in place of old ones; buttons that are not given again go.
 * @param {any} at  {chat, entry}
 * @param {Record<string, any>} changed  undefined = the field goes
 * @param {any} markup
 */
function change({ chat, entry }, changed, markup) {
  if (markup !== undefined && !markup?.inline_keyboard)
    throw badRequest('inline keyboard expected');
  const fields = { ...changed, reply_markup: inlineButtons(markup).reply_markup };
  const same = Object.entries(fields).every(
    ([name, value]) => JSON.stringify(entry.wire[name]) === JSON.stringify(value),
  );
  if (same) throw badRequest(unchanged);
  return chat.changedByBot(entry, { ...fields, edit_date: nowSeconds() });
}

/** @param {import('./methods.mjs').Call} call */
function editMessageText(call) {
  const { params } = call;
  const at = editable(call);
  const { text, entities } = messageText(params);
  if (at.entry.wire.text === undefined) throw badRequest('there is no text in the message to edit');
  return change(at, { text, entities }, params.reply_markup);
}

/** @param {import('./methods.mjs').Call} call */
function editMessageCaption(call) {
  const { params } = call;
  const at = editable(call);
  const { caption, caption_entities } = captionFields(params);
  if (!captioned.some((kind) => at.entry.wire[kind])) {
    throw badRequest('there is no caption in the message to edit');
  }
  return change(at, { caption, caption_entities }, params.reply_markup);
}

/** @param {import('./methods.mjs').Call} call */
function editMessageReplyMarkup(call) {
  return change(editable(call), {}, call.params.reply_markup);
}

const tooOld = ({ wire }) => nowSeconds() - wire.date >= deletableSeconds;

/** @param {import('./methods.mjs').Call} call */
function deleteMessage(call) {
  const chat = knownChat(call);
  const entry = found(chat, call.params.message_id, 'delete');
  if (tooOld(entry)) throw badRequest("message can't be deleted for everyone");
  chat.delete(entry);
  return true;
}

/** Those that are not there are left out. @param {import('./methods.mjs').Call} call */
function deleteMessages(call) {
  const { message_ids: ids } = call.params;
  const chat = knownChat(call);
  if (!Array.isArray(ids)) throw badRequest('expected an Array of message identifiers');
  if (ids.length === 0) throw badRequest('message identifiers are not specified');
  if (ids.length > maxDeleted) throw badRequest('too many message identifiers specified');
  const entries = ids.map((id) => chat.messages[Number(id) - 1]);
  const there = entries.filter((entry) => entry && !entry.deleted);
  if (there.some(tooOld)) throw badRequest("message can't be deleted for everyone");
  for (const entry of there) chat.delete(entry);
  return true;
}

/** Methods that change or take away what was sent. */
export const changeMethods = {
  editmessagetext: editMessageText,
  editmessagecaption: editMessageCaption,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  deletemessages: deleteMessages,
};
