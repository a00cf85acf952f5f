import { ControlError } from './errors.mjs';

/**
 * One thing that goes wrong on request.
 * @typedef {object} Fault
 * @property {string} id
 * @property {string} kind      see `commonKinds` and the platform's own
 * @property {number | null} times  how often it still strikes; null = until it is removed
 * @property {string | number | null} client  only calls about this client
 * @property {string[] | null} methods  lower case; null = those the platform names; ["*"] = all
 * @property {number} ms
 * @property {'before' | 'after'} when   before or after the call took effect
 * @property {number} count
 * @property {number} struck    how often it struck
 */

/**
 * How a platform's faults differ from the others'.
 * @typedef {object} Rules
 * @property {Record<string, object>} [kinds]  defaults of a kind (over the common ones), or a new kind
 * @property {(fault: Fault) => void} [complete]  fills what follows from the request, or refuses it
 * @property {string[]} [outgoing]  own kinds that are about what the platform sends, not calls
 * @property {(method: string) => boolean} byDefault  which methods a fault without `methods` meets
 */

/** What each kind is made of when the request leaves it out. */
const commonKinds = {
  error: {},
  too_many_requests: {},
  server_error: { status: 500 },
  html: { status: 502 },
  slow: { ms: 1000 },
  hang: { when: 'after' },
  reset: { when: 'after' },
  duplicate: {},
  reorder: { count: 2 },
  receipts_off: { times: null },
};
/** These are about what the platform sends, not about calls. */
const outgoingKinds = new Set(['duplicate', 'reorder', 'receipts_off']);

let lastId = 0;

/**
 * @param {any} request  {kind, times?, client?, methods?, …} as sent to the control interface
 * @param {Rules} rules
 * @returns {Fault}
 */
function makeFault(request, rules) {
  const kinds = { ...commonKinds, ...rules.kinds };
  if (!request?.kind) throw new ControlError(400, 'a fault has a kind');
  if (!Object.hasOwn(kinds, request.kind)) {
    const names = Object.keys(kinds).join(', ');
    throw new ControlError(400, `unknown kind of fault ${request.kind}; there are: ${names}`);
  }
  const plain = { times: 1, client: null, methods: null, ms: 0, count: 0, when: 'before' };
  const fault = { ...plain, ...commonKinds[request.kind], ...kinds[request.kind], ...request };
  fault.id = String(++lastId);
  fault.struck = 0;
  fault.methods = fault.methods?.map((name) => name.toLowerCase()) ?? null;
  rules.complete?.(fault);
  return fault;
}

/** The faults of one account, in the order in which they were asked for. */
export class Faults {
  /** @type {Fault[]} */
  #list = [];

  /** @param {Rules} rules */
  constructor(rules) {
    this.rules = rules;
  }

  /** @param {any} request */
  add(request) {
    const fault = makeFault(request, this.rules);
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

  /**
   * The fault of this kind that what the platform sends next would meet; it does not count as
   * struck yet.
   * @param {string} kind  duplicate, reorder, receipts_off or an outgoing kind of the platform
   * @param {string | number | null} [client]
   */
  peekDelivery(kind, client = null) {
    return this.#list.find((fault) => fault.kind === kind && concerns(fault, client));
  }

  /** As peekDelivery, and it strikes. */
  matchDelivery(kind, client = null) {
    const fault = this.peekDelivery(kind, client);
    if (fault) this.#strike(fault);
    return fault;
  }

  /**
   * @param {string} method  in any letter case
   * @param {string | number | null} client
   * @returns {Fault | undefined} what this call meets; it counts as struck
   */
  matchCall(method, client) {
    if (this.#list.length === 0) return undefined;
    const name = method.toLowerCase();
    const fault = this.#list.find((candidate) => {
      if (outgoingKinds.has(candidate.kind)) return false;
      if (this.rules.outgoing?.includes(candidate.kind)) return false;
      if (candidate.client !== null && String(candidate.client) !== String(client)) return false;
      if (!candidate.methods) return this.rules.byDefault(name);
      return candidate.methods.includes('*') || candidate.methods.includes(name);
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

function concerns(fault, client) {
  return fault.client === null || client === null || String(fault.client) === String(client);
}
