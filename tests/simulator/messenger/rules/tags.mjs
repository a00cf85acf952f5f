import { graphError, invalid, invalidParameter } from './errors.mjs';

const hour = 3_600_000;
export const windowMs = 24 * hour;
const humanAgentMs = 7 * 24 * hour;
/** A person who came by an advertisement may be answered for so long after the first message. */
export const adWindowMs = 7 * 24 * hour;

const oldTagsEnd = '2020-03-04';
const retirement = '2026-04-27';
const earlyRetirement = '2026-02-10';

const oldTags = [
  ...['BUSINESS_PRODUCTIVITY', 'COMMUNITY_ALERT', 'CONFIRMED_EVENT_REMINDER'],
  ...['NON_PROMOTIONAL_SUBSCRIPTION', 'PAIRING_UPDATE', 'APPLICATION_UPDATE', 'ACCOUNT_UPDATE'],
  ...['PAYMENT_UPDATE', 'PERSONAL_FINANCE_UPDATE', 'SHIPPING_UPDATE', 'RESERVATION_UPDATE'],
  ...['ISSUE_RESOLUTION', 'APPOINTMENT_UPDATE', 'GAME_EVENT', 'TRANSPORTATION_UPDATE'],
  ...['FEATURE_FUNCTIONALITY_UPDATE', 'TICKET_UPDATE'],
];
const laterTags = ['CONFIRMED_EVENT_UPDATE', 'POST_PURCHASE_UPDATE', 'ACCOUNT_UPDATE'];

/**
 * @param {string} date  the day, YYYY-MM-DD
 * @param {boolean} early  the app is one of those that lost the tags first
 * @returns {string[]} the tags that are taken on that day
 */
export function tagsOn(date, early = false) {
  if (date < oldTagsEnd) return oldTags;
  const retired = date >= (early ? earlyRetirement : retirement);
  return retired ? ['HUMAN_AGENT'] : [...laterTags, 'HUMAN_AGENT'];
}

const types = new Set(['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY']);

/**
 * @param {any} params  of the send call
 * @param {{date: string, early: boolean}} day
 */
export function checkMessagingType({ messaging_type, tag }, { date, early }) {
  if (messaging_type === undefined) throw invalid('Param messaging_type is required');
  if (!types.has(messaging_type)) {
    throw invalid(`Param messaging_type must be one of {${[...types].join(', ')}}`);
  }
  if (messaging_type !== 'MESSAGE_TAG') return;
  if (!tag) throw invalid('Param tag is required when messaging_type is MESSAGE_TAG');
  if (!tagsOn(date, early).includes(tag)) throw invalidParameter();
}

/**
 * Whether a message may go to this person now.
 * @param {any} params  of the send call: messaging_type, tag
 * @param {object} at
 * @param {number} at.now
 * @param {number} at.lastActionAt  0 = the person never did anything
 * @param {number} at.adWindowUntil
 * @param {boolean} at.humanAgent        the app has the permission Human Agent
 * @param {boolean} at.subscriptionMessaging  the page may send news of the old kind
 */
export function checkWindow({ messaging_type, tag }, at) {
  if (messaging_type === 'UTILITY') return;
  if (messaging_type === 'MESSAGE_TAG') {
    checkTagAllowed(tag, at);
    return;
  }
  const open = at.now - at.lastActionAt < windowMs || at.now < at.adWindowUntil;
  if (!open) throw graphError(10, 2018278);
}

function checkTagAllowed(tag, { now, lastActionAt, humanAgent, subscriptionMessaging }) {
  if (tag === 'NON_PROMOTIONAL_SUBSCRIPTION' && !subscriptionMessaging) {
    throw graphError(10, 2018065);
  }
  if (tag !== 'HUMAN_AGENT') return;
  if (!humanAgent) throw graphError(10, 2018065);
  if (now - lastActionAt >= humanAgentMs) throw graphError(10, 2018278);
}
