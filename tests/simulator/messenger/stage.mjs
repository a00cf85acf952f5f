import http from 'node:http';
import { until } from '../../support/until.mjs';
import { startSimulator } from '../server.mjs';

/** A simulator, a program's webhook, and the ways to both, for the tests of this folder. */
export class Stage {
  /** Requests of the platform. @type {{method: string, url: URL, headers: any, body: string}[]} */
  got = [];
  /** What the webhook answers with. @type {(request: any, response: http.ServerResponse) => void} */
  answer = (_request, response) => response.end('EVENT_RECEIVED');
  verifyToken = 'our-token';

  static async open() {
    const stage = new Stage();
    stage.server = await startSimulator({ retryScale: 0.001 });
    stage.receiver = http.createServer((request, response) => stage.#receive(request, response));
    await new Promise((resolve) => stage.receiver.listen(0, '127.0.0.1', resolve));
    return stage;
  }

  async close() {
    await this.server.close();
    this.receiver.closeAllConnections();
    this.receiver.close();
  }

  get hook() {
    return `http://127.0.0.1:${this.receiver.address().port}/hooks/messenger`;
  }

  #receive(request, response) {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url, 'http://receiver');
      const { method, headers } = request;
      const seen = { method, url, headers, body: String(Buffer.concat(chunks)) };
      if (method === 'GET') return this.#handshake(url, response);
      this.got.push(seen);
      return this.answer(seen, response);
    });
  }

  #handshake(url, response) {
    const right = url.searchParams.get('hub.verify_token') === this.verifyToken;
    const known = right && url.searchParams.get('hub.mode') === 'subscribe';
    response.writeHead(known ? 200 : 403, { 'content-type': 'text/plain' });
    response.end(known ? url.searchParams.get('hub.challenge') : 'Forbidden');
  }

  /** Every event that came, each with its page and its channel. */
  get events() {
    const entries = this.got.flatMap(({ body }) => JSON.parse(body).entry);
    return entries.flatMap(({ id, messaging = [], standby = [] }) => [
      ...messaging.map((event) => ({ page: id, channel: 'messaging', ...event })),
      ...standby.map((event) => ({ page: id, channel: 'standby', ...event })),
    ]);
  }

  /** The first event that has this key. @param {string} key */
  event(key, test = () => true) {
    return until(`an event ${key}`, () =>
      this.events.find((event) => event[key] !== undefined && test(event)),
    );
  }

  async control(method, path, body) {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const options = {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    const response = await fetch(`${this.server.url}/control/messenger/${path}`, options);
    const answer = await response.json();
    if (!response.ok) throw new Error(`control ${response.status}: ${answer.description}`);
    return answer;
  }

  /** An app with its webhook, a page that is subscribed to everything, and a person. */
  async pair({ app: appWish = {}, page: pageWish = {}, client: clientWish = {} } = {}) {
    const app = await this.control('POST', 'apps', { verify_token: this.verifyToken, ...appWish });
    await this.control('POST', `apps/${app.app_id}/webhook`, { url: this.hook });
    const wish = { app_id: app.app_id, subscribed_fields: true, ...pageWish };
    const page = await this.control('POST', 'accounts', wish);
    const client = await this.control('POST', 'clients', clientWish);
    return { app, page, client };
  }

  /** As pair, and the person has written already. */
  async talking(wishes) {
    const made = await this.pair(wishes);
    const { psid } = await this.act(made, 'text', { text: 'hi' });
    await this.settled(made.page);
    this.got = [];
    return { ...made, psid };
  }

  act({ page, client }, action, params = {}) {
    return this.control('POST', `accounts/${page.id}/clients/${client.id}/${action}`, params);
  }

  messages({ page, client }, query = {}) {
    const search = new URLSearchParams(query);
    return this.control('GET', `accounts/${page.id}/clients/${client.id}/messages?${search}`);
  }

  fault({ page }, fault) {
    return this.control('POST', `accounts/${page.id}/faults`, fault);
  }

  options({ page }, wish) {
    return this.control('PATCH', `accounts/${page.id}`, wish);
  }

  async settled(page) {
    const now = await this.control('GET', `accounts/${page.id}?pending=0&wait=10000`);
    if (now.pending > 0) throw new Error(`${now.pending} events still wait`);
    return now;
  }

  /**
   * A call of the Graph API with JSON; gives status, headers, body.
   * @param {string} method
   * @param {string} path
   * @param {Record<string, any>} [params]
   */
  async graph(method, path, params = {}) {
    const url = new URL(`${this.server.url}/messenger/v25.0/${path}`);
    const options = { method, headers: {} };
    if (method === 'POST') {
      options.headers['content-type'] = 'application/json';
      options.body = JSON.stringify(params);
    } else {
      for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    }
    const response = await fetch(url, options);
    const text = await response.text();
    const { status, headers } = response;
    const type = headers.get('content-type') ?? '';
    return { status, headers, body: type.includes('json') ? JSON.parse(text) : text };
  }

  /** Sends a message in the usual way. @param {any} message  or a text */
  async send({ page, psid }, message, more = {}) {
    const content = typeof message === 'string' ? { text: message } : message;
    const plain = { access_token: page.token, messaging_type: 'RESPONSE', recipient: { id: psid } };
    const { body } = await this.graph('POST', 'me/messages', {
      ...plain,
      message: content,
      ...more,
    });
    return body;
  }
}

/** The pair by which a program decides. @param {any} body */
export const pairOf = ({ error }) => [error?.code, error?.error_subcode ?? null];
