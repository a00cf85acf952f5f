import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, freshFolder, removeFolder } from './folders.mjs';
import { family, postmasterOf, signalAll } from './processes.mjs';
import { merged, toToml } from './toml.mjs';
import { until, within } from './until.mjs';

const built = fileURLToPath(new URL('../../build/release/switchboard', import.meta.url));
export const binary = process.env.SWITCHBOARD_BIN ?? built;
const readyMs = 60_000;
const stopMs = 20_000;

/** Servers that still run when the test process ends are killed with everything they started. */
const running = new Set();
process.on('exit', () => {
  for (const server of running) server.killEverythingNow();
});

/**
 * A private server: its own folder, port and database. `start` and `stop` may follow each other on
 * the same data.
 */
export class Server {
  /** Everything it wrote to its standard streams, all runs together. */
  log = '';
  /** @type {import('node:child_process').ChildProcess | null} */
  child = null;

  /** @param {{folder: string, port: number, settings: object}} made */
  constructor({ folder, port, settings }) {
    this.folder = folder;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.dataDir = `${folder}/data`;
    this.configFile = `${folder}/switchboard.toml`;
    this.configure(settings);
  }

  /** Writes the configuration for the next start. */
  configure(settings) {
    const own = {
      http: { listen: `127.0.0.1:${this.port}`, public_url: this.url },
      data: { dir: this.dataDir },
      log: { level: 'info', format: 'json' },
    };
    this.settings = merged(own, settings);
    writeFileSync(this.configFile, toToml(this.settings));
  }

  /** Starts the program without waiting until it is ready. */
  launch(env = {}) {
    this.child = spawn(binary, ['serve', '--config', this.configFile], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const { child } = this;
    running.add(this);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => (this.log += chunk));
    }
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => {
        this.log += `${error.message}\n`;
        resolve({ code: -1, signal: null });
      });
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    this.exited.then((end) => {
      child.ended = end;
      if (this.child === child) running.delete(this);
    });
  }

  async start() {
    this.launch();
    await this.ready();
    return this;
  }

  ready() {
    return until(
      `a ready server; its log:\n${this.log.slice(-3000)}`,
      async () => {
        if (this.child.ended) throw new Error(`the server ended at its start:\n${this.log}`);
        const response = await fetch(`${this.url}/readyz`).catch(() => null);
        return response?.status === 200;
      },
      { timeoutMs: readyMs },
    );
  }

  /** Ends it as an administrator would; tells how it ended and how long that took. */
  async stop(signal = 'SIGTERM') {
    if (!this.child || this.child.ended) return this.child?.ended ?? null;
    const begun = Date.now();
    this.child.kill(signal);
    const end = await within('the server to stop', this.exited, stopMs);
    return { ...end, ms: Date.now() - begun };
  }

  /** kill -9 of the server alone; its database is left to itself. */
  async killServer() {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** kill -9 of the server and of every process of its database. */
  async killEverything() {
    this.killEverythingNow();
    await this.exited;
    await until('the database to be gone', () => postmasterOf(this.dataDir) === null);
  }

  killEverythingNow() {
    const roots = [this.child?.pid, postmasterOf(this.dataDir)].filter(Boolean);
    signalAll(roots.flatMap(family), 'SIGKILL');
  }

  /** Ends everything and removes the folder. */
  async dispose() {
    try {
      await this.stop();
    } finally {
      this.killEverythingNow();
      running.delete(this);
      removeFolder(this.folder);
    }
  }
}

/**
 * Makes a server without starting it.
 * @param {object} [settings]  what differs from the usual settings, as in the configuration file
 */
export async function makeServer(settings = {}) {
  return new Server({ folder: freshFolder(), port: await freePort(), settings });
}

/** @param {object} [settings] */
export async function startServer(settings = {}) {
  const server = await makeServer(settings);
  try {
    return await server.start();
  } catch (error) {
    await server.dispose();
    throw error;
  }
}

/**
 * Runs the program to its end.
 * @param {string[]} args
 * @param {{timeoutMs?: number, env?: object}} [options]
 */
export async function runProgram(args, { timeoutMs = 20_000, env = {} } = {}) {
  const child = spawn(binary, args, { env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
  try {
    return await within(`${args.join(' ')} to end`, ended, timeoutMs);
  } finally {
    child.kill('SIGKILL');
  }
}
