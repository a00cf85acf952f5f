import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const running = new Set();

/** The last lines a child said, for when it fails. */
class Tail {
  constructor() {
    this.lines = [];
  }
  add(line) {
    this.lines.push(line);
    if (this.lines.length > 30) this.lines.shift();
  }
  toString() {
    return this.lines.join('\n');
  }
}

/**
 * Starts a program that keeps running. `log` is the file its output goes to; `onLine` sees each line.
 * `stop` asks with `signal` and, where that does not help within `patienceMs`, kills.
 */
export function start(
  name,
  command,
  args,
  { log, env, identity, cwd, onLine, signal = 'SIGTERM' },
) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    cwd,
    ...identity,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tail = new Tail();
  const file = log && createWriteStream(log);
  const service = { name, pid: child.pid, ended: false, tail };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      tail.add(line);
      file?.write(`${line}\n`);
      onLine?.(line);
    });
  }
  service.exit = new Promise((resolve) => {
    const over = (how) => {
      service.ended = true;
      running.delete(service);
      file?.end();
      resolve(how);
    };
    child.once('exit', (code, by) => over(code ?? by));
    child.once('error', (failed) => {
      tail.add(failed.message);
      over(failed.message);
    });
  });
  service.stop = async (patienceMs = 15_000) => {
    if (service.ended) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await service.exit;
    clearTimeout(timer);
  };
  running.add(service);
  return service;
}

/** Runs a program to its end; its standard output, or an error with what it said. */
export async function run(command, args, options = {}) {
  const out = [];
  const service = start(command, command, args, { ...options, onLine: (line) => out.push(line) });
  const how = await service.exit;
  if (how !== 0)
    throw new Error(`${command} ${args.join(' ')}: ended with ${how}\n${service.tail}`);
  return out.join('\n');
}

/** Polls `probe` until it gives something true; fails when the service ends or time is up. */
export async function until(what, probe, { timeoutMs = 20_000, everyMs = 20, service } = {}) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (service?.ended) throw new Error(`${service.name} ended early:\n${service.tail}`);
    if (Date.now() > deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain: ${what}\n${service?.tail ?? ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** Stops everything that still runs, the youngest first. */
export async function stopAll() {
  for (const service of [...running].reverse()) await service.stop();
}
