import { ControlError } from '../shared/errors.mjs';
import { statuses } from './statuses.mjs';

const sends = new Set(['send_message', 'broadcast_message']);

/**
 * What goes wrong on Viber on request. `error` takes `status` (or `code`): any of the platform's;
 * `failed` lets the next message through and tells later that the client refused it.
 * @type {import('../shared/faults.mjs').Rules}
 */
export const faultRules = {
  kinds: {
    error: { status: statuses.badData },
    too_many_requests: { status: statuses.tooManyRequests },
    failed: { desc: 'message validation failed' },
  },
  outgoing: ['failed'],
  complete(fault) {
    if (fault.kind !== 'error') return;
    fault.status = Number(fault.code ?? fault.status);
    if (!Number.isInteger(fault.status) || fault.status < 1) {
      throw new ControlError(400, 'status is a whole number above 0');
    }
  },
  byDefault: (method) => sends.has(method),
};
