import { ControlError } from '../shared/errors.mjs';
import { VkError, errorTexts } from './errors.mjs';

const tooManyRequests = 6;
const internalError = 10;
const sends = ['messages.send', 'execute'];
/** Errors about one recipient: inside `execute` only that call fails. */
const isAboutRecipient = (code) => code === 18 || code === 30 || code === 37 || code >= 900;

/** @param {any} fault */
function complete(fault) {
  if (fault.kind === 'error') {
    if (!Object.hasOwn(errorTexts, fault.code)) {
      throw new ControlError(400, `there is no error ${fault.code} on VK`);
    }
    if (isAboutRecipient(Number(fault.code))) fault.methods ??= ['messages.send'];
  }
  if (fault.kind === 'long_poll_failed') {
    if (![1, 2, 3].includes(fault.failed)) throw new ControlError(400, 'failed is 1, 2 or 3');
    fault.methods = ['a_check'];
  }
}

/**
 * Besides the common ones: `error` {code, subcode?} gives any error of the platform's table,
 * `long_poll_failed` {failed: 1|2|3} loses history, the key, or both. The ways in that are no
 * methods are named `a_check` and `upload`.
 * @type {import('../shared/faults.mjs').Rules}
 */
export const faultRules = {
  kinds: { long_poll_failed: { failed: 2 } },
  complete,
  byDefault: (method) => sends.includes(method),
};

/** The gateway in front of the platform fails: an HTTP status and no JSON. */
export class GatewayError extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`gateway answers ${status}`);
    this.status = status;
  }
}

/**
 * What the platform says when a fault strikes that is an answer.
 * @param {any} fault
 * @param {string} base  the simulator's address
 */
export function refusalOf(fault, base) {
  if (fault.kind === 'server_error') return new GatewayError(fault.status);
  if (fault.kind === 'too_many_requests') return new VkError(tooManyRequests);
  if (fault.kind !== 'error') return new VkError(internalError);
  const more = fault.subcode === undefined ? {} : { error_subcode: Number(fault.subcode) };
  const code = Number(fault.code);
  if (code === 14) {
    more.captcha_sid = String(Date.now());
    more.captcha_img = `${base}/vk/captcha?sid=${more.captcha_sid}`;
  }
  if (code === 17) more.redirect_uri = `${base}/vk/validate`;
  return new VkError(code, fault.description, more);
}
