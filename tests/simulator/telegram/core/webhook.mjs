import { Deliverer } from '../../shared/deliverer.mjs';

const maxRetryAfterS = 3600;

/**
 * Seconds to wait after the n-th failure: at once, then doubling, capped at a random 60 to 120.
 * @param {number} failures  1 = the first failure
 */
export function backoffSeconds(failures) {
  if (failures <= 1) return 0;
  const doubled = 2 ** (failures - 1);
  return doubled < 60 ? doubled : 60 + Math.random() * 60;
}

/** What the bot's owner is told of a failed attempt. */
function reasonOf({ status, reason }) {
  return status === 0 ? reason : `Wrong response from the webhook: ${status} ${reason}`;
}

/**
 * @typedef {object} Webhook
 * @property {string} url
 * @property {string} secret_token
 * @property {number} max_connections
 */

/**
 * Begins to deliver the updates of a bot to its webhook.
 * @param {import('./bot.mjs').Bot} bot
 * @param {Webhook} webhook
 * @param {{retryScale: number}} options
 */
export function startWebhook(bot, webhook, { retryScale }) {
  const headers = { 'content-type': 'application/json' };
  const secret = webhook.secret_token;
  if (secret) headers['x-telegram-bot-api-secret-token'] = secret;
  return new Deliverer({
    url: webhook.url,
    queue: bot.queue,
    faults: bot.faults,
    deliveries: bot.deliveries,
    maxConnections: webhook.max_connections,
    retryScale,
    label: ({ update }) => ({ update_id: update.update_id }),
    request: ({ update }) => ({ headers, body: JSON.stringify(update) }),
    told: ({ update_id }) => bot.world.changed('delivery', bot, { update_id }),
    settled: () => bot.world.changed('settled', bot, {}),
    refused: (answer) => bot.noteWebhookError(reasonOf(answer)),
    retry({ attempts }, answer) {
      const asked = Math.min(Number(answer.headers['retry-after']) || 0, maxRetryAfterS);
      return Math.max(asked, backoffSeconds(attempts));
    },
  });
}
