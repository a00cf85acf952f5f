import { ApiError, badRequest } from './errors.mjs';
import { photoSize } from './media_fields.mjs';
import { megabyte } from './media_kinds.mjs';
import { messageMethods } from './send_methods.mjs';

/**
 * What a method gets: the bot that calls, its parameters, and a signal that the caller hung up.
 * @typedef {object} Call
 * @property {import('./bot.mjs').Bot} bot
 * @property {Record<string, any>} params
 * @property {AbortSignal} gone
 */

const maxSecretLength = 256;
const maxDownloadBytes = 20 * megabyte;

/** @param {any} value @param {number} fallback */
function wholeNumber(value, fallback) {
  if (value === undefined || value === null || value === '') return fallback;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : fallback;
}

/** @param {Call} call */
function rememberAllowedUpdates({ bot, params }) {
  if (params.allowed_updates === undefined) return;
  if (!Array.isArray(params.allowed_updates)) {
    throw badRequest("can't parse allowed_updates: expected an Array of String");
  }
  bot.allowedUpdates = params.allowed_updates.map(String);
}

/** @param {Call} call */
function getMe({ bot }) {
  return {
    ...bot.user(),
    first_name: bot.profile.name || bot.first_name,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}

/** @param {Call} call */
function getWebhookInfo({ bot }) {
  const info = {
    url: bot.webhook?.url ?? '',
    has_custom_certificate: bot.webhook?.has_custom_certificate ?? false,
    pending_update_count: bot.queue.size,
  };
  if (bot.webhook) info.max_connections = bot.webhook.max_connections;
  if (bot.webhook) info.ip_address = '127.0.0.1';
  if (bot.allowedUpdates.length) info.allowed_updates = bot.allowedUpdates;
  if (bot.lastError) {
    info.last_error_date = bot.lastError.date;
    info.last_error_message = bot.lastError.message;
  }
  return info;
}

/** @param {Call} call */
function setWebhook(call) {
  const { bot, params } = call;
  const url = String(params.url ?? '').trim();
  if (url === '') return deleteWebhook(call);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  const secret = String(params.secret_token ?? '');
  if (secret.length > maxSecretLength || !/^[A-Za-z0-9_-]*$/.test(secret)) {
    throw badRequest('secret token contains unallowed characters');
  }
  const connections = Math.min(100, Math.max(1, wholeNumber(params.max_connections, 40)));
  if (isTrue(params.drop_pending_updates)) bot.dropPending();
  rememberAllowedUpdates(call);
  const now = bot.webhook;
  const same =
    now?.url === url && now.secret_token === secret && now.max_connections === connections;
  if (same && !params.certificate) return described(true, 'Webhook is already set');
  bot.setWebhook({
    url,
    secret_token: secret,
    max_connections: connections,
    has_custom_certificate: Boolean(params.certificate),
  });
  return described(true, 'Webhook was set');
}

/** @param {Call} call */
function deleteWebhook({ bot, params }) {
  if (isTrue(params.drop_pending_updates)) bot.dropPending();
  if (!bot.webhook) return described(true, 'Webhook is already deleted');
  bot.setWebhook(null);
  return described(true, 'Webhook was deleted');
}

/** @param {Call} call */
function getUpdates(call) {
  const { bot, params, gone } = call;
  if (!bot.webhook) rememberAllowedUpdates(call);
  const limit = Math.min(100, Math.max(1, wholeNumber(params.limit, 100)));
  const timeoutMs = Math.min(50, Math.max(0, wholeNumber(params.timeout, 0))) * 1000;
  const offset = params.offset === undefined ? undefined : wholeNumber(params.offset, 0);
  return bot.poller.poll({ offset: offset === 0 ? undefined : offset, limit, timeoutMs, gone });
}

/** @param {Call} call */
function getFile({ bot, params }) {
  const file = bot.world.files.byId(String(params.file_id ?? ''));
  if (!file || (file.bot !== undefined && file.bot !== bot.id)) {
    throw badRequest('wrong file_id or the file is temporarily unavailable');
  }
  if (file.file_size > maxDownloadBytes) throw badRequest('file is too big');
  const { file_id, file_unique_id, file_size, file_path } = file;
  return { file_id, file_unique_id, file_size, file_path };
}

/** @param {Call} call */
function photoSizes({ bot, params }) {
  const client = bot.world.clients.get(Number(params.user_id));
  if (!client) throw badRequest('user not found');
  const file = client.photo && bot.world.files.byId(client.photo);
  if (!file) return { total_count: 0, photos: [] };
  const from = wholeNumber(params.offset, 0);
  return { total_count: 1, photos: from > 0 ? [] : [[photoSize(file)]] };
}

/** @param {Call} call */
function getChat({ bot, params }) {
  const chat = bot.chats.get(Number(params.chat_id));
  if (!chat) throw badRequest('chat not found');
  const { client } = chat;
  const photo = client.photo && {
    small_file_id: client.photo,
    small_file_unique_id: bot.world.files.byId(client.photo).file_unique_id,
    big_file_id: client.photo,
    big_file_unique_id: bot.world.files.byId(client.photo).file_unique_id,
  };
  const names = client.username ? { active_usernames: [client.username] } : {};
  return { ...chat.wireChat(), ...names, ...(photo ? { photo } : {}), accent_color_id: 1 };
}

/**
 * A pair of methods that set and get one text of the bot's profile.
 * @param {string} field
 * @param {number} limit  UTF-16 units
 */
function profileText(field, limit) {
  const set = ({ bot, params }) => {
    const text = String(params[field] ?? '');
    if (text.length > limit) throw badRequest(`${field} is too long`);
    bot.profile[field] = text;
    return true;
  };
  const get = ({ bot }) => ({
    [field]: bot.profile[field] || (field === 'name' ? bot.first_name : ''),
  });
  return { set, get };
}

/** @param {any} value */
export const isTrue = (value) =>
  value === true || value === 'true' || value === 'True' || value === '1' || value === 1;

/** A result that carries a description beside it. */
export class Described {
  constructor(result, description) {
    this.result = result;
    this.description = description;
  }
}
const described = (result, description) => new Described(result, description);

const name = profileText('name', 64);
const description = profileText('description', 512);
const shortDescription = profileText('short_description', 120);

/** The methods by their names in lower case. @type {Record<string, (call: Call) => any>} */
export const methods = {
  getme: getMe,
  getwebhookinfo: getWebhookInfo,
  setwebhook: setWebhook,
  deletewebhook: deleteWebhook,
  getupdates: getUpdates,
  getfile: getFile,
  getuserprofilephotos: photoSizes,
  getchat: getChat,
  setmyname: name.set,
  getmyname: name.get,
  setmydescription: description.set,
  getmydescription: description.get,
  setmyshortdescription: shortDescription.set,
  getmyshortdescription: shortDescription.get,
  setmycommands: ({ bot, params }) => {
    if (!Array.isArray(params.commands)) throw badRequest("can't parse commands");
    bot.profile.commands = params.commands;
    return true;
  },
  getmycommands: ({ bot }) => bot.profile.commands ?? [],
  ...messageMethods,
};

/** @param {string} method  lower case */
export function methodOrRefusal(method) {
  if (!Object.hasOwn(methods, method)) throw new ApiError(404, 'Not Found: method not found');
  return methods[method];
}
