import { changeMethods } from './change_methods.mjs';
import { badRequest } from './errors.mjs';
import { mediaMethods } from './media_methods.mjs';
import { commonFields, messageText, reachableChat, sendTo } from './send_options.mjs';

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

/** @param {import('./methods.mjs').Call} call */
function sendMessage(call) {
  const { params } = call;
  const chat = reachableChat(call);
  const content = { ...messageText(params), ...commonFields(chat, params) };
  return sendTo(chat, content, { params });
}

/** A coordinate in degrees. */
function degrees(params, name, most) {
  if (params[name] === undefined || params[name] === '') throw badRequest(`${name} is empty`);
  const value = Number(params[name]);
  if (!(Math.abs(value) <= most)) throw badRequest('wrong location specified');
  return value;
}

function required(params, name) {
  const value = String(params[name] ?? '').trim();
  if (value === '') throw badRequest(`${name.replace('_', ' ')} is empty`);
  return value;
}

const placeOf = (params) => ({
  latitude: degrees(params, 'latitude', 90),
  longitude: degrees(params, 'longitude', 180),
});

/** What a message without a file is made of. @type {Record<string, (params: any) => object>} */
const plainContents = {
  sendlocation: (params) => ({ location: placeOf(params) }),
  sendvenue: (params) => {
    const location = placeOf(params);
    const [title, address] = [required(params, 'title'), required(params, 'address')];
    return { location, venue: { location, title, address } };
  },
  sendcontact: (params) => ({
    contact: {
      phone_number: required(params, 'phone_number'),
      first_name: required(params, 'first_name'),
      last_name: params.last_name || undefined,
      vcard: params.vcard || undefined,
    },
  }),
};

/** @param {(params: any) => object} contentOf */
const sendPlain = (contentOf) => (call) => {
  const { params } = call;
  const chat = reachableChat(call);
  const content = { ...contentOf(params), ...commonFields(chat, params) };
  return sendTo(chat, content, { params });
};

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

const plainMethods = Object.entries(plainContents).map(([name, make]) => [name, sendPlain(make)]);

/** Methods that reach a client. */
export const messageMethods = {
  ...Object.fromEntries(plainMethods),
  ...mediaMethods,
  ...changeMethods,
  sendmessage: sendMessage,
  sendchataction: sendChatAction,
  answercallbackquery: answerCallbackQuery,
};
