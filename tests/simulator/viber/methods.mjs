import { oneOf, text, words } from './fields.mjs';
import { nextToken } from './json.mjs';
import { broadcastMessage, sendMessage } from './send.mjs';
import { ViberError, badData, missing, statuses } from './statuses.mjs';
import { askWebhook } from './webhook.mjs';

/** Every kind of event that `event_types` speaks of, in the order in which answers name them. */
const eventTypes = [
  ...['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started'],
  ...['message', 'client_status'],
];
const alwaysTold = new Set(['subscribed', 'unsubscribed']);
const neverTold = new Set(['message', 'client_status']);
const mostIds = 100;
const onlineStatuses = { online: 0, offline: 1, undisclosed: 2 };
const unavailable = 4;

/** @param {import('./send.mjs').Call} call */
function getAccountInfo({ account }) {
  const { id, name, uri, webhook } = account;
  return {
    ...{ id, name, uri, icon: '', background: '', category: 'Shopping', subcategory: 'Retail' },
    ...{ location: { lat: 53.9, lon: 27.56 }, country: 'BY', webhook: webhook?.url ?? '' },
    event_types: webhook?.event_types ?? [],
    subscribers_count: account.subscribers,
    members: [{ id: 'm1', name: 'Owner', avatar: '', role: 'admin' }],
  };
}

/** What the bot will be told, from what it asked for. @param {any} asked */
function chosenEvents(asked) {
  if (asked === undefined) return eventTypes.filter((one) => !neverTold.has(one));
  if (!Array.isArray(asked)) throw badData('event_types is not a list');
  for (const one of asked) oneOf(one, 'event_types', eventTypes);
  return eventTypes.filter(
    (one) => alwaysTold.has(one) || (asked.includes(one) && !neverTold.has(one)),
  );
}

/** Asks the new address while the call waits: only one that answers 200 becomes the webhook. */
async function setWebhook({ account, params }) {
  const url = text(params.url, 'url', 2000);
  if (url === '') {
    account.setWebhook(null);
    return {};
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ViberError(statuses.invalidUrl);
  }
  const { send_name = false, send_photo = false } = params;
  for (const one of [send_name, send_photo]) oneOf(one, 'send_name, send_photo', [true, false]);
  const event_types = chosenEvents(params.event_types);
  const { status, reason } = await askWebhook(account, url);
  if (status !== 200) {
    throw new ViberError(statuses.invalidUrl, `the webhook answered ${status || reason}`);
  }
  account.setWebhook({ url, event_types, send_name, send_photo });
  return { event_types };
}

/** @param {import('./send.mjs').Call} call */
function getUserDetails({ account, params }) {
  const id = words(params.id, 'id', 256);
  const chat = account.chatOfUser(id);
  if (!chat) throw new ViberError(statuses.receiverNotRegistered);
  if (!chat.subscribed) throw new ViberError(statuses.receiverNotSubscribed);
  if (account.options.limits && !account.details.take(id)) {
    throw new ViberError(statuses.tooManyRequests, '2 calls in 12 hours for a user');
  }
  const { client } = chat;
  const { name, country, language, api_version, primary_device_os } = client;
  const avatar = client.photo ? { avatar: account.world.mediaUrl(client.photo) } : {};
  const device = { viber_version: '22.1.0', mcc: 257, mnc: 1, device_type: 'SM-A' };
  const seen = client.personalised ? { name, ...avatar } : { name: 'Subscriber' };
  const user = { id, ...seen, country, language, primary_device_os, api_version, ...device };
  return { message_token: nextToken(), user };
}

/** @param {import('./send.mjs').Call} call */
function getOnline({ account, params }) {
  if (params.ids === undefined) throw missing('ids');
  if (!Array.isArray(params.ids)) throw badData('ids is not a list');
  if (params.ids.length > mostIds) throw badData(`more than ${mostIds} ids`);
  const users = params.ids.map((id) => {
    const client = account.chatOfUser(id)?.client;
    if (!client) return { id, online_status: unavailable, online_status_message: 'unavailable' };
    const { presence } = client;
    const last = presence === 'offline' ? { last_online: Date.now() - 3600 * 1000 } : {};
    const code = onlineStatuses[presence];
    return { id, online_status: code, online_status_message: presence, ...last };
  });
  return { users };
}

/** The methods by their names. @type {Record<string, (call: import('./send.mjs').Call) => any>} */
export const methods = {
  get_account_info: getAccountInfo,
  set_webhook: setWebhook,
  send_message: sendMessage,
  broadcast_message: broadcastMessage,
  get_user_details: getUserDetails,
  get_online: getOnline,
};
