import { entitiesOf, parseHtml } from './entities.mjs';
import { ApiError, badRequest } from './errors.mjs';

const maxTextUnits = 4096;
const maxCaptionUnits = 1024;
const maxCallbackBytes = 64;

/**
 * The chat that a call names, whether something can be sent there or not.
 * @param {import('./methods.mjs').Call} call
 */
export function knownChat({ bot, params }) {
  if (params.chat_id === undefined || params.chat_id === '') throw badRequest('chat_id is empty');
  const chat = bot.chats.get(Number(params.chat_id));
  const known = bot.world.clients.has(Number(params.chat_id));
  if (!chat?.started && known) {
    throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
  }
  if (!chat) throw badRequest('chat not found');
  return chat;
}

/**
 * The chat a message may go to, or the platform's refusal.
 * @param {import('./methods.mjs').Call} call
 */
export function reachableChat(call) {
  const chat = knownChat(call);
  if (chat.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
  return chat;
}

/**
 * A text with its formatting read.
 * @param {Record<string, any>} params  {parse_mode?, …}
 * @param {'text' | 'caption'} field
 */
function formattedText(params, field) {
  const given = params[field] === undefined ? '' : String(params[field]);
  const own = field === 'text' ? params.entities : params.caption_entities;
  if (params.parse_mode === undefined || params.parse_mode === '') {
    return { text: given.trim(), entities: own ?? entitiesOf(given.trim()) };
  }
  if (String(params.parse_mode).toLowerCase() !== 'html') {
    throw badRequest('unsupported parse_mode');
  }
  const parsed = parseHtml(given);
  if ('error' in parsed) throw badRequest(`can't parse entities: ${parsed.error}`);
  return parsed;
}

/**
 * The words of a text message as they stand in it.
 * @param {Record<string, any>} params
 */
export function messageText(params) {
  const { text, entities } = formattedText(params, 'text');
  if (text === '') throw badRequest('message text is empty');
  if (text.length > maxTextUnits) throw badRequest('message is too long');
  return { text, ...(entities.length ? { entities } : {}) };
}

/**
 * The caption of a file as it stands in the Message.
 * @param {Record<string, any>} params
 */
export function captionFields(params) {
  const { text, entities } = formattedText(params, 'caption');
  if (text.length > maxCaptionUnits) throw badRequest('message caption is too long');
  if (text === '') return {};
  return { caption: text, ...(entities.length ? { caption_entities: entities } : {}) };
}

/** @param {any} button */
function checkInlineButton(button) {
  if (!button?.text)
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed");
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(String(button.callback_data));
    if (bytes < 1 || bytes > maxCallbackBytes) throw badRequest('BUTTON_DATA_INVALID');
  } else if (button.url === undefined) {
    throw badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  } else if (!URL.canParse(button.url)) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
}

/** @param {any} markup */
function checkMarkup(markup) {
  if (markup === undefined) return;
  if (markup === null || typeof markup !== 'object')
    throw badRequest('object expected as reply markup');
  const rows = markup.inline_keyboard;
  if (rows === undefined) return;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw badRequest("can't parse inline keyboard: expected an Array of Array");
  }
  for (const button of rows.flat()) checkInlineButton(button);
}

/** The buttons under a message, as they stand in it. @param {any} markup */
export function inlineButtons(markup) {
  checkMarkup(markup);
  const rows = markup?.inline_keyboard;
  return rows ? { reply_markup: { inline_keyboard: rows } } : {};
}

function repliedMessage(chat, params) {
  const id = params.reply_parameters?.message_id ?? params.reply_to_message_id;
  if (id === undefined) return {};
  const entry = chat.messages[Number(id) - 1];
  if (entry && !entry.deleted) return { reply_to_message: chat.quoted(entry) };
  const allowed = params.reply_parameters ?? params;
  if (String(allowed.allow_sending_without_reply) === 'true') return {};
  throw badRequest('message to be replied not found');
}

/**
 * What all send methods have besides their content: buttons and the message that is answered.
 * @param {any} chat
 * @param {Record<string, any>} params
 */
export function commonFields(chat, params) {
  return { ...inlineButtons(params.reply_markup), ...repliedMessage(chat, params) };
}

/**
 * Sends, and shows or takes away the bottom keyboard as the call says.
 * @param {any} chat
 * @param {object} content
 * @param {{params: Record<string, any>, known?: object}} call  `known` is not on the wire
 */
export function sendTo(chat, content, { params, known }) {
  const markup = params.reply_markup;
  if (markup?.keyboard) chat.keyboard = markup;
  if (markup?.remove_keyboard) chat.keyboard = null;
  return chat.fromBot(content, known);
}
