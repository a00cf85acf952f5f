import { ControlError } from './errors.mjs';

/**
 * One thing that goes wrong on request.
 * @typedef {object} Fault
 * @property {string} id
 * @property {string} kind      see `kinds`
 * @property {number | null} times  how often it still strikes; null = until it is removed
 * @property {number | null} client only calls about this client
 * @property {string[] | null} methods  lower case; null = every send… method; ["*"] = every method
 * @property {number} status
 * @property {string} description
 * @property {object | undefined} parameters
 * @property {number} ms
 * @property {'before' | 'after'} when   before or after the call took effect
 * @property {number} count
 * @property {number} struck    how often it struck
 */

/** What each kind means and what it is made of when the request leaves it out. */
const kinds = {
  error: { status: 400, description: 'Bad Request: something is wrong' },
  too_many_requests: { status: 429, retry_after: 1 },
  server_error: { status: 500, description: 'Internal Server Error' },
  html: { status: 502 },
  slow: { ms: 1000 },
  hang: { when: 'after' },
  reset: { when: 'after' },
  duplicate: {},
  reorder: { count: 2 },
};
const deliveryKinds = new Set(['duplicate', 'reorder']);

let lastId = 0;

/**
 * @param {any} request  {kind, times?, client?, methods?, …} as sent to the control interface
 * @returns {Fault}
 */
function makeFault(request) {
  const known = kinds[request.kind];
  if (!known) {
    const names = Object.keys(kinds).join(', ');
    throw new ControlError(400, `unknown kind of fault ${request.kind}; there are: ${names}`);
  }
  const fault = {
    times: 1,
    client: null,
    methods: null,
    ms: 0,
    count: 0,
    when: 'before',
    ...known,
  };
  Object.assign(fault, request, { id: String(++lastId), struck: 0 });
  fault.methods = fault.methods?.map((name) => name.toLowerCase()) ?? null;
  if (fault.kind === 'too_many_requests') {
    fault.description = `Too Many Requests: retry after ${fault.retry_after}`;
    fault.parameters = { retry_after: fault.retry_after };
  }
  return fault;
}

/** The faults of one bot, in the order in which they were asked for. */
export class Faults {
  /** @type {Fault[]} */
  #list = [];

  /** @param {any} request */
  add(request) {
    const fault = makeFault(request);
    this.#list.push(fault);
    return fault;
  }

  /** @param {string} id */
  remove(id) {
    this.#list = this.#list.filter((fault) => fault.id !== id);
  }

  clear() {
    this.#list = [];
  }

  all() {
    return this.#list;
  }

  /** @param {string} kind */
  peekDelivery(kind) {
    return this.#list.find((fault) => fault.kind === kind);
  }

  /** @param {string} kind */
  matchDelivery(kind) {
    const fault = this.peekDelivery(kind);
    if (fault) this.#strike(fault);
    return fault;
  }

  /**
   * @param {string} method  lower case
   * @param {number | null} client
   * @returns {Fault | undefined} what this call meets; it counts as struck
   */
  matchCall(method, client) {
    if (this.#list.length === 0) return undefined;
    const fault = this.#list.find((candidate) => {
      if (deliveryKinds.has(candidate.kind)) return false;
      if (candidate.client !== null && Number(candidate.client) !== client) return false;
      if (!candidate.methods) return method.startsWith('send') && method !== 'sendchataction';
      return candidate.methods.includes('*') || candidate.methods.includes(method);
    });
    if (fault) this.#strike(fault);
    return fault;
  }

  #strike(fault) {
    fault.struck += 1;
    if (fault.times === null || fault.times === 0) return;
    fault.times -= 1;
    if (fault.times === 0) this.remove(fault.id);
  }
}
