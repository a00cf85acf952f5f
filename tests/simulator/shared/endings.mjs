/** How a fault ends a call over HTTP: late, with garbage, or not at all. */

const garbage = '<html>\r\n<head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/**
 * A signal that fires when the other side closed the connection before it was answered.
 * @param {import('fastify').FastifyReply} reply
 */
export function abortWhenGone(reply) {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** @param {AbortSignal} gone */
function hangUp(gone) {
  return new Promise((resolve) => {
    if (gone.aborted) resolve();
    gone.addEventListener('abort', () => resolve(), { once: true });
  });
}

/**
 * @param {number} ms
 * @param {AbortSignal} gone
 */
function delay(ms, gone) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    gone.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Ends the connection without an answer. */
async function end(kind, gone, reply) {
  if (kind === 'hang') await hangUp(gone);
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
}

/**
 * Runs a call through the fault it meets, if any.
 * @template T
 * @param {import('./faults.mjs').Fault | undefined} fault
 * @param {object} call
 * @param {AbortSignal} call.gone
 * @param {import('fastify').FastifyReply} call.reply
 * @param {(fault: any) => Error} call.refuse  the platform's refusal, for kinds that are answers
 * @param {() => Promise<T> | T} call.perform  lets the call take effect
 * @returns {Promise<{ended: string | null, result?: T}>} `ended` = the kind of fault that has
 *   finished the answer already
 */
export async function throughFault(fault, { gone, reply, refuse, perform }) {
  const after = fault?.when === 'after';
  switch (fault?.kind) {
    case undefined:
      break;
    case 'slow':
      await delay(fault.ms, gone);
      break;
    case 'html':
      reply.code(fault.status).type('text/html').send(garbage);
      return { ended: 'html' };
    case 'hang':
    case 'reset':
      if (after) await perform();
      await end(fault.kind, gone, reply);
      return { ended: fault.kind };
    default:
      if (after) await perform();
      throw refuse(fault);
  }
  return { ended: null, result: await perform() };
}
