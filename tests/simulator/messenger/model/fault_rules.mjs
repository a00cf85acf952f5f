import { graphError } from '../rules/errors.mjs';

/**
 * Faults of pages and apps. `error` {code, subcode?, status?, message?, type?} is any row of the
 * table; `server_error` has no JSON; `null` is a call of a batch that was not done in time;
 * `bad_signature` {mode} is about deliveries.
 * @type {import('../../shared/faults.mjs').Rules}
 */
export const faultRules = {
  kinds: {
    error: { code: 100, subcode: null },
    too_many_requests: { code: 4, subcode: null },
    server_error: { status: 500 },
    null: { when: 'before' },
    bad_signature: { mode: 'wrong' },
  },
  complete: (fault) => {
    if (fault.kind === 'bad_signature') fault.methods = [];
  },
  byDefault: (method) => method === 'messages',
};

/** @param {any} fault */
export function refusalOf({ code, subcode, status, message, type }) {
  return graphError(Number(code), subcode ? Number(subcode) : null, { status, message, type });
}
