/** What each status of an answer is called (Viber Bot API, error codes). */
export const statuses = {
  ok: 0,
  invalidUrl: 1,
  invalidAuthToken: 2,
  badData: 3,
  missingData: 4,
  receiverNotRegistered: 5,
  receiverNotSubscribed: 6,
  publicAccountBlocked: 7,
  publicAccountNotFound: 8,
  publicAccountSuspended: 9,
  webhookNotSet: 10,
  receiverNoSuitableDevice: 11,
  tooManyRequests: 12,
  apiVersionNotSupported: 13,
  incompatibleWithVersion: 14,
  publicAccountNotAuthorized: 15,
  inchatReplyMessageNotAllowed: 16,
  publicAccountIsNotInline: 17,
  noPublicChat: 18,
  cannotSendBroadcast: 19,
  broadcastNotAllowed: 20,
  unsupportedCountry: 21,
  paymentUnsupported: 22,
  freeMessagesExceeded: 23,
  noBalance: 24,
};
const names = new Map(Object.entries(statuses).map(([name, status]) => [status, name]));

/** @param {number} status */
export const statusName = (status) => names.get(status) ?? 'generalError';

/** A refusal: over the wire it is HTTP 200 with a status that is not 0. */
export class ViberError extends Error {
  /**
   * @param {number} status
   * @param {string} [detail]  what exactly is wrong
   */
  constructor(status, detail) {
    super(detail ? `${statusName(status)}: ${detail}` : statusName(status));
    this.status = status;
  }
}

/** @param {string} detail */
export const badData = (detail) => new ViberError(statuses.badData, detail);

/** @param {string} field */
export const missing = (field) => new ViberError(statuses.missingData, `${field} is missing`);
