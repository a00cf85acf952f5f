import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start, until } from './children.mjs';
import { built } from './load.mjs';

const owner = { name: 'Bench', email: 'bench@example.com', password: 'correct horse battery' };

/** TOML of the server under test; `extra` adds tables, `{timing: {chat_idle_s: 5}}`. */
function configText({ port, folder, databaseUrl, simulatorUrl, extra = {} }) {
  const tables = {
    http: { listen: `127.0.0.1:${port}`, public_url: `http://127.0.0.1:${port}` },
    data: { dir: join(folder, 'data') },
    database: { url: databaseUrl },
    'platforms.telegram': { api_url: simulatorUrl },
    platforms: { allow_private_addresses: true },
    ...extra,
  };
  const line = ([key, value]) => `${key} = ${JSON.stringify(value)}\n`;
  return Object.entries(tables)
    .map(([name, keys]) => `[${name}]\n${Object.entries(keys).map(line).join('')}`)
    .join('\n');
}

/** The server under test, as its users meet it: a process and its API. */
export class Switchboard {
  /** Starts the Release server; `databaseUrl` empty = with its own PostgreSQL. */
  static async start({ folder, port, databaseUrl, simulatorUrl, extra, log }) {
    mkdirSync(folder, { recursive: true });
    const config = join(folder, 'switchboard.toml');
    writeFileSync(config, configText({ port, folder, databaseUrl, simulatorUrl, extra }));
    const service = start('switchboard', built('switchboard'), ['serve', '--config', config], {
      log,
    });
    const server = new Switchboard(port, service);
    await until('the server is ready', () => server.#ready(), { service, timeoutMs: 60_000 });
    return server;
  }

  constructor(port, service) {
    this.port = port;
    this.origin = `http://127.0.0.1:${port}`;
    this.service = service;
    this.headers = { 'content-type': 'application/json', origin: this.origin };
  }

  #ready() {
    return fetch(`${this.origin}/readyz`).then(
      (answer) => answer.status === 200,
      () => false,
    );
  }

  async call(method, path, body) {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: this.headers,
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    const cookie = answer.headers.get('set-cookie');
    if (cookie) this.headers.cookie = this.cookie = cookie.split(';')[0];
    return JSON.parse(text);
  }

  /** Makes the owner, or signs the one of an earlier start in. */
  async enter({ again = false } = {}) {
    const { name, email, password } = owner;
    if (again) await this.call('POST', '/auth/sign_in', { email, password });
    else await this.call('POST', '/auth/sign_up', { name, email, password });
    const me = await this.call('GET', '/auth/me');
    this.headers['x-csrf-token'] = me.csrf_token;
  }

  /** Connects new bots of the simulator, dealt out to new projects; as targets for the load. */
  async connectBots(simulator, { projects, bots }) {
    const made = [];
    for (let i = 0; i < projects; i += 1) {
      made.push(await this.call('POST', '/projects', { name: `Project ${i + 1}` }));
    }
    const targets = [];
    for (let i = 0; i < bots; i += 1) {
      const project = made[i % projects].id;
      const bot = await simulator.addBot({
        first_name: `Shop ${i + 1}`,
        username: `shop_${i + 1}_bot`,
      });
      const channel = await this.call('POST', `/projects/${project}/channels`, {
        platform: 'telegram',
        token: bot.token,
        mode: 'webhook',
      });
      const calls = await simulator.calls(bot, { method: 'setWebhook', count: 1, wait: 10_000 });
      const { secret_token: secret } = calls.at(-1).params;
      targets.push({ path: new URL(channel.webhook_url).pathname, secret, project });
    }
    return targets;
  }

  get pid() {
    return this.service.pid;
  }

  stop() {
    return this.service.stop(30_000);
  }
}
