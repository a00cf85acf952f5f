import { checkMessage } from './contents.mjs';
import { present, words } from './fields.mjs';
import { nextToken } from './json.mjs';
import { fetchFor, pictureFits } from './media.mjs';
import { ViberError, badData, missing, statuses } from './statuses.mjs';

const maxBodyBytes = 30 * 1024;
const maxRecipients = 300;

/**
 * What a method gets.
 * @typedef {object} Call
 * @property {import('./account.mjs').ViberAccount} account
 * @property {any} params
 * @property {number} bytes     of the request's body
 * @property {(act: () => void) => void} later  runs after the answer went out
 */

/** @param {Call} call */
function mayCall({ account, bytes }) {
  if (!account.webhook) throw new ViberError(statuses.webhookNotSet);
  if (bytes > maxBodyBytes) throw badData(`the request is larger than ${maxBodyBytes} bytes`);
}

/**
 * The chat of a receiver, or why nothing can be sent to it.
 * @param {import('./account.mjs').ViberAccount} account
 * @param {string} userId
 * @param {number} version  least api_version the message needs
 */
function reachable(account, userId, version) {
  const chat = account.chatOfUser(userId);
  if (!chat) throw new ViberError(statuses.receiverNotRegistered);
  if (!chat.subscribed) throw new ViberError(statuses.receiverNotSubscribed);
  if (version > chat.client.api_version) throw new ViberError(statuses.apiVersionNotSupported);
  if (!chat.mayWrite()) {
    throw new ViberError(statuses.tooManyRequests, '100 messages in an hour without a reply');
  }
  return chat;
}

/** What a message outside a session costs. @returns {number} billing_status */
function billed(account, chat) {
  const { billable, free_messages } = account.options;
  if (chat.inSession) return billable ? 2 : 1;
  const free = free_messages === null || account.freeUsed < free_messages;
  if (!free && !billable) throw new ViberError(statuses.freeMessagesExceeded);
  if (free_messages !== null && free) account.freeUsed += 1;
  if (free && free_messages !== null) return billable ? 4 : 3;
  return billable ? 5 : 3;
}

/**
 * Lets a message reach people: fetched once, then shown to each.
 * @param {any[]} entries  [chat, entry] pairs
 * @param {any} checked    of checkMessage
 */
async function reach(entries, type, checked) {
  const { fetched, thumbnail, bytes, desc } = await fetchFor(checked);
  for (const [chat, entry] of entries) {
    if (fetched) Object.assign(entry, { fetched, ...(thumbnail ? { thumbnail } : {}) });
    const wish = chat.account.faults.matchDelivery('failed', chat.client.id);
    const large = pictureFits(chat.client, type, bytes) ? null : 'the picture is too large';
    const reason = wish?.desc ?? desc ?? large;
    if (reason) chat.failed(entry, reason);
    else chat.delivered(entry);
  }
}

/** @param {Call} call */
export function sendMessage(call) {
  mayCall(call);
  const { account, params, later } = call;
  const receiver = words(params.receiver, 'receiver', 256);
  const checked = checkMessage(params);
  const chat = reachable(account, receiver, checked.version);
  const billing_status = billed(account, chat);
  const token = nextToken();
  const entry = chat.fromAccount(token, params, checked.shown);
  later(() => reach([[chat, entry]], params.type, checked));
  return { message_token: token, chat_hostname: 'SN-01_', billing_status };
}

/** As a list of failures has it: `notSubscribed`. */
const shortName = ({ message }) => message.replace(/^receiverN/, 'n');

/** @param {Call} call */
export function broadcastMessage(call) {
  mayCall(call);
  const { account, params, later } = call;
  if (!account.options.can_broadcast) throw new ViberError(statuses.cannotSendBroadcast);
  const list = present(params.broadcast_list, 'broadcast_list');
  if (!Array.isArray(list) || list.some((one) => typeof one !== 'string')) {
    throw badData('broadcast_list is not a list of ids');
  }
  if (list.length === 0) throw missing('broadcast_list');
  if (list.length > maxRecipients) throw badData(`more than ${maxRecipients} receivers`);
  if (account.options.limits && !account.broadcasts.take('all')) {
    throw new ViberError(statuses.tooManyRequests);
  }
  const checked = checkMessage(params);
  const token = nextToken();
  const entries = [];
  const failed_list = [];
  for (const receiver of new Set(list)) {
    try {
      const chat = reachable(account, receiver, checked.version);
      billed(account, chat);
      entries.push([chat, chat.fromAccount(token, params, checked.shown)]);
    } catch (error) {
      if (!(error instanceof ViberError)) throw error;
      failed_list.push({ receiver, status: error.status, status_message: shortName(error) });
    }
  }
  later(() => reach(entries, params.type, checked));
  const failures = failed_list.length ? { failed_list } : {};
  return { message_token: token, chat_hostname: 'SN-01_', ...failures };
}

/**
 * The message that answers `conversation_started`: for those who did not subscribe the only one.
 * @param {import('./chat.mjs').ViberChat} chat
 * @param {string} body  of the answer to the event
 */
export function welcome(chat, body) {
  const { account } = chat;
  const record = {
    method: 'welcome_message',
    client: chat.client.id,
    params: body,
    time: Date.now(),
  };
  const tell = (status, outcome) => {
    const kept = account.calls.add({ ...record, status, outcome, duration_ms: 0 });
    account.world.changed('call', account, kept);
  };
  try {
    const params = JSON.parse(body);
    if (!params || typeof params !== 'object' || params.type === undefined) return;
    record.params = params;
    const checked = checkMessage(params, { anonymous: true });
    if (checked.version > chat.client.api_version) {
      throw new ViberError(statuses.apiVersionNotSupported);
    }
    const entry = chat.fromAccount(nextToken(), params, checked.shown);
    tell(0, 'ok');
    reach([[chat, entry]], params.type, checked);
  } catch (error) {
    if (error instanceof ViberError) tell(error.status, error.message);
    else if (error instanceof SyntaxError) return;
    else throw error;
  }
}
