import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { start, until } from './children.mjs';
import { built } from './load.mjs';

/** Telegram where messages arrive: answers at once over TLS, or holds its answers back. */
export class Sink {
  static async start({ certificate, log }) {
    let port;
    const service = start('sink', built('bench/switchboard_sink'), ['--certificate', certificate], {
      log,
      onLine: (line) => {
        if (!port && line.startsWith('{')) ({ port } = JSON.parse(line));
      },
    });
    await until('the sink listens', () => port, { service });
    return new Sink(service, port, certificate);
  }

  constructor(service, port, certificate) {
    this.service = service;
    this.url = `https://127.0.0.1:${port}`;
    this.certificate = certificate;
    this.agent = new Agent({ keepAlive: true, maxSockets: 1, ca: readFileSync(certificate) });
  }

  #control(what) {
    return new Promise((resolve, reject) => {
      const call = request(`${this.url}/control/${what}`, { agent: this.agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece) => (text += piece));
        answer.on('end', () => resolve(JSON.parse(text)));
      });
      call.on('error', reject);
      call.end();
    });
  }

  /** Forgets what came and keeps its answers to messages back from now on. */
  async hold() {
    await this.#control('hold');
    return this.#control('reset');
  }

  /** Answers what waits and all that comes. */
  release() {
    return this.#control('release');
  }

  /** What it has seen; see `ledger::report`. */
  report() {
    return this.#control('report');
  }

  /** Where each bot's updates go and with which secret: `{bot: {url, secret}}`. */
  webhooks() {
    return this.#control('webhooks');
  }

  /** Waits until so many messages have come. */
  async received(messages, { service, timeoutMs }) {
    const enough = async () => (await this.report()).messages >= messages;
    await until(`${messages} messages arrive`, enough, { service, timeoutMs, everyMs: 50 });
  }

  /** Waits until as many messages are held as come while nothing is answered; how many. */
  async filled({ service }) {
    let last = 0;
    let calm = 0;
    const full = async () => {
      const { messages } = await this.report();
      calm = messages > 0 && messages === last ? calm + 1 : 0;
      last = messages;
      return calm >= 10;
    };
    await until('messages are under way', full, { service, timeoutMs: 12_000, everyMs: 100 });
    return last;
  }
}
