import { createHmac } from 'node:crypto';
import { Deliverer } from '../shared/deliverer.mjs';
import { send } from '../shared/post.mjs';
import { nextToken, toJson } from './json.mjs';

/** A later answer counts as none, and the event comes again. */
const answerLimitMs = 5000;
const quickRepeats = 3;

/**
 * The signature of a body (Viber Bot API, callbacks): hexadecimal HMAC-SHA256 by the token.
 * @param {string} token
 * @param {string} body
 */
export const signatureOf = (token, body) => createHmac('sha256', token).update(body).digest('hex');

/**
 * A signed request: the signature stands in a header and in the address.
 * @param {string} token
 * @param {string} url
 * @param {string} body
 */
function signed(token, url, body) {
  const signature = signatureOf(token, body);
  const address = new URL(url);
  address.searchParams.set('sig', signature);
  const headers = { 'content-type': 'application/json', 'x-viber-content-signature': signature };
  return { url: address.href, headers, body };
}

/**
 * Seconds until the next attempt: three quick repeats, then once a minute (seen in practice; an
 * event lives an hour).
 * @param {{attempts: number}} entry
 */
export const retrySeconds = ({ attempts }) => (attempts <= quickRepeats ? 1 : 60);

/**
 * The event that asks a new webhook whether it is there.
 * @param {import('./account.mjs').ViberAccount} account
 * @param {string} url
 * @returns {Promise<import('../shared/post.mjs').Answer>}
 */
export async function askWebhook(account, url) {
  const head = { event: 'webhook', timestamp: Date.now() };
  const token = nextToken();
  const body = toJson({ ...head, message_token: token, chat_hostname: 'SN-01_' });
  const request = signed(account.token, url, body);
  const begun = Date.now();
  const answer = await send(request.url, { ...request, timeoutMs: answerLimitMs });
  const record = account.deliveries.add({
    ...{ event: 'webhook', message_token: String(token), client: null, attempt: 1, time: begun },
    ...{ duration_ms: Date.now() - begun, status: answer.status },
    ...{ accepted: answer.status === 200, reason: answer.reason },
  });
  account.world.changed('delivery', account, record);
  return answer;
}

/** Begins to deliver the events of a bot. @param {import('./account.mjs').ViberAccount} account */
export function startWebhook(account) {
  const { url } = account.webhook;
  const { queue, faults, deliveries, world } = account;
  return new Deliverer({
    ...{ url, queue, faults, deliveries },
    retryScale: world.shared.retryScale,
    timeoutMs: answerLimitMs,
    accepts: ({ status }) => status === 200,
    label: ({ event: { event, message_token, client } }) => ({ event, message_token, client }),
    request: ({ event }) => signed(account.token, url, event.body),
    told: (record) => world.changed('delivery', account, record),
    settled: () => world.changed('settled', account, { pending: queue.size }),
    retry: retrySeconds,
  });
}
