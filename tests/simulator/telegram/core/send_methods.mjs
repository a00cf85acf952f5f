import { ApiError, badRequest } from './errors.mjs';
import { entitiesOf, parseHtml } from './entities.mjs';

const maxTextUnits = 4096;
const maxCallbackBytes = 64;
const maxAnswerUnits = 200;
const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);
const tooOld = 'query is too old and response timeout expired or query ID is invalid';

/**
 * The chat a message may go to, or the platform's refusal.
 * @param {import('./methods.mjs').Call} call
 */
function reachableChat({ bot, params }) {
  if (params.chat_id === undefined || params.chat_id === '') throw badRequest('chat_id is empty');
  const chat = bot.chats.get(Number(params.chat_id));
  const known = bot.world.clients.has(Number(params.chat_id));
  if (!chat?.started && known) {
    throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
  }
  if (!chat) throw badRequest('chat not found');
  if (chat.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
  return chat;
}

/** @param {Record<string, any>} params */
function textOf(params) {
  const given = params.text === undefined ? '' : String(params.text);
  if (params.parse_mode === undefined || params.parse_mode === '') {
    return { text: given.trim(), entities: params.entities ?? entitiesOf(given.trim()) };
  }
  if (String(params.parse_mode).toLowerCase() !== 'html') {
    throw badRequest('unsupported parse_mode');
  }
  const parsed = parseHtml(given);
  if ('error' in parsed) throw badRequest(`can't parse entities: ${parsed.error}`);
  return parsed;
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

/** @param {import('./methods.mjs').Call} call */
function sendMessage(call) {
  const { params } = call;
  const chat = reachableChat(call);
  const { text, entities } = textOf(params);
  if (text === '') throw badRequest('message text is empty');
  if (text.length > maxTextUnits) throw badRequest('message is too long');
  checkMarkup(params.reply_markup);
  const markup = params.reply_markup;
  const content = { text };
  if (entities.length) content.entities = entities;
  if (markup?.inline_keyboard) content.reply_markup = { inline_keyboard: markup.inline_keyboard };
  if (markup?.keyboard) chat.keyboard = markup;
  if (markup?.remove_keyboard) chat.keyboard = null;
  const replied = params.reply_parameters?.message_id ?? params.reply_to_message_id;
  if (replied !== undefined) content.reply_to_message = repliedMessage(chat, params, replied);
  return chat.fromBot(content);
}

function repliedMessage(chat, params, id) {
  const entry = chat.messages[Number(id) - 1];
  if (entry) return { ...entry.wire, reply_to_message: undefined };
  if (params.reply_parameters?.allow_sending_without_reply) return undefined;
  throw badRequest('message to be replied not found');
}

/** @param {import('./methods.mjs').Call} call */
function sendChatAction(call) {
  const chat = reachableChat(call);
  if (!actions.has(call.params.action)) throw badRequest('wrong parameter action in request');
  const { bot } = call;
  bot.world.changed('action', bot, { client: chat.client.id, action: call.params.action });
  return true;
}

/** @param {import('./methods.mjs').Call} call */
function answerCallbackQuery({ bot, params }) {
  const id = String(params.callback_query_id ?? '');
  const press = bot.presses.get(id);
  if (!press || press.expiresAt < Date.now()) throw badRequest(tooOld);
  const text = params.text === undefined ? '' : String(params.text);
  if (text.length > maxAnswerUnits) throw badRequest('MESSAGE_TOO_LONG');
  bot.presses.delete(id);
  const data = { client: press.client, id, text, show_alert: Boolean(params.show_alert) };
  bot.world.changed('press_answered', bot, data);
  return true;
}

/** Methods that reach a client. */
export const messageMethods = {
  sendmessage: sendMessage,
  sendchataction: sendChatAction,
  answercallbackquery: answerCallbackQuery,
};
