import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';

const root = new URL('../../', import.meta.url).pathname;

/** A program of the Release build. */
export function built(name) {
  const folder = process.env.SWITCHBOARD_BUILD ?? join(root, 'build/release');
  const file = join(folder, name);
  if (!existsSync(file))
    throw new Error(`${file} is not built yet: run ./dev bench, or ninja there`);
  return file;
}

/** Bots of a contestant as the generator reads them. */
export function writeTargets(file, bots) {
  writeFileSync(file, bots.map((bot) => `${bot.path}\t${bot.secret}\t${bot.project}\n`).join(''));
  return file;
}

/** Webhooks to one server: keeps the numbers of updates apart between runs. */
export class Load {
  constructor(port, targets) {
    this.port = port;
    this.targets = targets;
    this.next = 100_000_000;
    /** Webhooks answered 200, and those of which nobody knows, over all runs. */
    this.ok = 0;
    this.unknown = 0;
  }

  /** One run; options are those of switchboard_load. */
  async run(options) {
    const args = ['--port', this.port, '--targets', this.targets, '--first', this.next];
    for (const [name, value] of Object.entries(options)) {
      if (value === true) args.push(`--${name}`);
      else if (value !== undefined && value !== false) args.push(`--${name}`, value);
    }
    const seen = JSON.parse(await run(built('bench/switchboard_load'), args.map(String)));
    this.next = seen.next;
    this.ok += seen.ok_total;
    this.unknown += seen.unanswered + seen.broken;
    return seen;
  }
}

/** One run of the batched-insert ceiling. */
export async function runCeiling(url, options) {
  const args = ['--database', url];
  for (const [name, value] of Object.entries(options)) args.push(`--${name}`, value);
  return JSON.parse(await run(built('bench/switchboard_ceiling'), args.map(String)));
}
