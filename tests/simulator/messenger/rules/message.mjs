import { checkObject, checkText } from './checks.mjs';
import { graphError, invalid } from './errors.mjs';
import { checkTemplate } from './templates.mjs';

const maxText = 2000;
const maxMetadata = 1000;
const maxQuickReplies = 13;
const maxTitle = 20;
const maxPayload = 1000;
const stickersSince = '2026-06-01';
const mediaTypes = new Set(['image', 'video', 'audio', 'file']);
const quickReplyTypes = new Set(['text', 'user_phone_number', 'user_email']);
const actions = new Set(['typing_on', 'typing_off', 'mark_seen']);

/** @param {any} reply @param {number} index */
function checkQuickReply(reply, index) {
  const name = `message[quick_replies][${index}]`;
  checkObject(reply, name);
  if (!quickReplyTypes.has(reply.content_type)) {
    throw invalid(`Param ${name}[content_type] is not one of the supported types`);
  }
  if (reply.content_type !== 'text') return;
  if (!reply.title) throw invalid(`Param ${name}[title] cannot be empty`);
  checkText(reply.title, `${name}[title]`, maxTitle);
  if (reply.payload === undefined) throw invalid(`Param ${name}[payload] is required`);
  checkText(reply.payload, `${name}[payload]`, maxPayload);
}

/** @param {any} attachment */
export function checkAttachment(attachment) {
  checkObject(attachment, 'message[attachment]');
  const { type, payload } = attachment;
  if (type === 'template') return checkTemplate(payload);
  if (!mediaTypes.has(type)) {
    throw invalid(
      'Param message[attachment][type] must be one of {image, video, audio, file, template}',
    );
  }
  if (payload !== undefined) checkObject(payload, 'message[attachment][payload]');
  return undefined;
}

/**
 * The form of what is sent; media itself is looked at when it is fetched.
 * @param {any} message
 * @param {string} date  the day whose rules hold
 */
export function checkMessage(message, date) {
  checkObject(message, 'message');
  const { text, attachment, quick_replies: replies, metadata, sticker_id: sticker } = message;
  if (metadata !== undefined) checkText(metadata, 'message[metadata]', maxMetadata);
  if (sticker !== undefined) {
    if (date < stickersSince) throw invalid('Param message[sticker_id] is not supported');
    if (!/^\d{1,20}$/.test(String(sticker)))
      throw invalid('Param message[sticker_id] must be an id');
    return;
  }
  if ((text === undefined || text === '') && attachment === undefined && !message.template) {
    throw graphError(100, 2018034);
  }
  if (text !== undefined && attachment !== undefined) {
    throw invalid('Only one of message[text] and message[attachment] can be given');
  }
  if (text !== undefined) checkText(text, 'message[text]', maxText);
  if (attachment !== undefined) checkAttachment(attachment);
  if (replies === undefined) return;
  if (!Array.isArray(replies) || replies.length === 0) {
    throw invalid('Param message[quick_replies] must be a non-empty array');
  }
  if (replies.length > maxQuickReplies) {
    throw invalid(`Param message[quick_replies] has at most ${maxQuickReplies} elements`);
  }
  replies.forEach(checkQuickReply);
}

/** @param {any} params */
export function checkSenderAction({ sender_action, message }) {
  if (!actions.has(sender_action)) {
    throw invalid(`Param sender_action must be one of {${[...actions].join(', ')}}`);
  }
  if (message !== undefined) throw invalid('Param message cannot be given with sender_action');
}
