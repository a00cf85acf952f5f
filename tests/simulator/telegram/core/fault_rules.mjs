import { ControlError } from '../../shared/errors.mjs';
import { refusalFor } from './refusals.mjs';

const anything = { code: 400, description: 'Bad Request: something is wrong' };

/**
 * A refusal by its code, by some of its words, or by both; words that the sheet doesn't know are
 * sent as they are.
 */
function completeError(fault) {
  const code = fault.code ?? fault.status;
  if (code !== undefined && !(code >= 400 && code < 600)) {
    throw new ControlError(400, 'code is a number from 400 to 599');
  }
  const { description } = fault;
  const named = code !== undefined || description !== undefined;
  const own = { code: code ?? 400, description: description ?? `Error ${code}` };
  const meant = named ? (refusalFor({ code, description }) ?? own) : anything;
  fault.status = meant.code;
  fault.description = meant.description;
  fault.parameters ??= meant.parameters;
}

/** What goes wrong on Telegram on request. @type {import('../../shared/faults.mjs').Rules} */
export const faultRules = {
  kinds: {
    too_many_requests: { status: 429, retry_after: 1 },
    server_error: { status: 500, description: 'Internal Server Error' },
  },
  complete(fault) {
    if (fault.kind === 'error') completeError(fault);
    if (fault.kind !== 'too_many_requests') return;
    fault.description = `Too Many Requests: retry after ${fault.retry_after}`;
    fault.parameters = { retry_after: fault.retry_after };
  },
  byDefault: (method) => method.startsWith('send') && method !== 'sendchataction',
};
