/** What goes wrong on Telegram on request. @type {import('../../shared/faults.mjs').Rules} */
export const faultRules = {
  kinds: {
    error: { status: 400, description: 'Bad Request: something is wrong' },
    too_many_requests: { status: 429, retry_after: 1 },
    server_error: { status: 500, description: 'Internal Server Error' },
  },
  complete(fault) {
    if (fault.kind !== 'too_many_requests') return;
    fault.description = `Too Many Requests: retry after ${fault.retry_after}`;
    fault.parameters = { retry_after: fault.retry_after };
  },
  byDefault: (method) => method.startsWith('send') && method !== 'sendchataction',
};
