import { WebSocket } from 'ws';
import { Refusal } from './session.mjs';
import { within } from './until.mjs';

const answerMs = 15_000;

/** A panel's live connection: calls, and events in the order in which they came. */
export class Panel {
  /** @type {any[]} */
  events = [];
  #nextId = 0;
  #calls = new Map();
  #waiters = new Set();

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.on('message', (frame) => this.#heard(JSON.parse(frame.toString())));
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        for (const { reject } of this.#calls.values()) reject(new Error('the socket closed'));
        resolve({ code, reason: reason.toString() });
      });
    });
    socket.on('error', () => {});
  }

  /**
   * @param {import('./session.mjs').Session} session
   * @param {{origin?: string}} [options]
   * @returns {Promise<Panel>}
   */
  static open(session, { origin = session.url } = {}) {
    const address = `${session.url.replace('http', 'ws')}/ws`;
    const socket = new WebSocket(address, { origin, headers: { cookie: session.cookie } });
    const opened = new Promise((resolve, reject) => {
      socket.once('open', () => resolve(panel));
      socket.once('error', reject);
      socket.once('unexpected-response', (_, response) => {
        reject(
          Object.assign(new Error(`refused: ${response.statusCode}`), {
            status: response.statusCode,
          }),
        );
        socket.terminate();
      });
    });
    const panel = new Panel(socket);
    return within('the socket to open', opened, answerMs);
  }

  /** @param {string} op @param {object} [params] */
  call(op, params = {}) {
    const id = ++this.#nextId;
    const answer = new Promise((resolve, reject) => this.#calls.set(id, { resolve, reject }));
    this.socket.send(JSON.stringify({ id, op, params }));
    return within(`an answer to ${op}`, answer, answerMs);
  }

  /** @param {any} project @param {{epoch: string, seq: number}} [after] */
  subscribe(project, after) {
    const params = { project: project.id, ...(after ? { after } : {}) };
    return this.call('events.subscribe', params);
  }

  /**
   * The first event from number `from` on that fits, now or later.
   * @param {string} what
   * @param {(event: any) => boolean} fits
   * @param {{from?: number, timeoutMs?: number}} [options]
   */
  event(what, fits, { from = 0, timeoutMs = answerMs } = {}) {
    const found = this.events.slice(from).find(fits);
    if (found) return Promise.resolve(found);
    const waiter = { fits };
    const heard = new Promise((resolve) => (waiter.resolve = resolve));
    this.#waiters.add(waiter);
    return within(what, heard, timeoutMs).finally(() => this.#waiters.delete(waiter));
  }

  /** What was the last event of the subscription: where a resume begins. */
  lastSeen() {
    const { epoch, seq } = this.events.at(-1);
    return { epoch, seq };
  }

  async close() {
    this.socket.close();
    return this.closed;
  }

  /** Loses the connection without a goodbye. */
  async cut() {
    this.socket.terminate();
    return this.closed;
  }

  #heard(frame) {
    if (frame.event) {
      this.events.push(frame);
      for (const waiter of this.#waiters) if (waiter.fits(frame)) waiter.resolve(frame);
      return;
    }
    const call = this.#calls.get(frame.id);
    this.#calls.delete(frame.id);
    if (frame.error) {
      call?.reject(new Refusal({ status: frame.error.status, body: frame.error, headers: null }));
    } else {
      call?.resolve(frame.result);
    }
  }
}
