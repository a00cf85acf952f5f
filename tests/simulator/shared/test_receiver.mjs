import http from 'node:http';
import { until } from '../../support/until.mjs';

/**
 * An account's program as tests play it: keeps what platforms post, answers as told, and serves
 * files for platforms that fetch.
 */
export class Receiver {
  /** @type {{method: string, url: URL, headers: any, raw: string, body: any}[]} */
  posted = [];
  /** What was fetched, by path. @type {string[]} */
  fetched = [];
  /** Served by path. @type {Map<string, {type?: string, bytes: Buffer, status?: number}>} */
  files = new Map();
  /** @type {(request: any, response: http.ServerResponse) => void} */
  answer = (_, response) => response.end();

  static async start() {
    const receiver = new Receiver();
    receiver.server = http.createServer((request, response) => receiver.#heard(request, response));
    await new Promise((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    receiver.url = `http://127.0.0.1:${receiver.server.address().port}`;
    return receiver;
  }

  /** Serves a file and gives its address. */
  serve(path, bytes, { type, status } = {}) {
    this.files.set(path, { bytes, type, status });
    return this.url + path;
  }

  /** Waits until so many posts have come that `matches`, and gives them. */
  async got(count, matches = () => true) {
    await until(`${count} posts`, () => this.posted.filter(matches).length >= count);
    return this.posted.filter(matches);
  }

  clear() {
    this.posted = [];
    this.fetched = [];
    this.answer = (_, response) => response.end();
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  #heard(request, response) {
    const url = new URL(request.url, this.url);
    if (request.method === 'GET' && this.files.has(url.pathname)) {
      this.fetched.push(url.pathname);
      return this.#serve(this.files.get(url.pathname), response);
    }
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const raw = String(Buffer.concat(chunks));
      const { method, headers } = request;
      const one = { method, url, headers, raw, body: parsed(raw) };
      this.posted.push(one);
      this.answer(one, response);
    });
    return undefined;
  }

  #serve({ bytes, type, status = 200 }, response) {
    const head = { 'content-length': bytes.length };
    response.writeHead(status, type ? { ...head, 'content-type': type } : head).end(bytes);
  }
}

function parsed(raw) {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
