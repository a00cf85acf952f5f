import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { run, start, until } from './children.mjs';

const schemaFolder = new URL('../../storage/schema/', import.meta.url).pathname;

/** PostgreSQL refuses to run as root: as root it runs as the distribution's own user. */
function identity() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Folder of the newest server programs installed. */
export function programs() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number).filter(Boolean) : [];
  const newest = versions.sort((a, b) => b - a)[0];
  if (!newest) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return `${root}/${newest}/bin`;
}

/** A private PostgreSQL without a port, with a database per contestant. */
export class Postgres {
  /** `settings`: those that differ from the defaults, the same for every contestant. */
  static async start(folder, settings) {
    const who = identity();
    mkdirSync(folder, { recursive: true });
    if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
    const data = join(folder, 'data');
    const bin = programs();
    await run(
      `${bin}/initdb`,
      [
        '-D',
        data,
        '-U',
        'switchboard',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      { identity: who, cwd: folder },
    );
    const args = ['-D', data, '-k', folder, '-c', 'listen_addresses='];
    for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
    const service = start('postgres', `${bin}/postgres`, args, {
      log: `${folder}.log`,
      identity: who,
      cwd: folder,
      signal: 'SIGINT',
    });
    const postgres = new Postgres(folder, service);
    await until('PostgreSQL answers', () => postgres.#answers(), { service });
    return postgres;
  }

  constructor(folder, service) {
    this.folder = folder;
    this.service = service;
  }

  async #answers() {
    return this.query('postgres', 'SELECT 1').then(
      () => true,
      () => false,
    );
  }

  /** For `pg`. */
  config(database) {
    return { host: this.folder, user: 'switchboard', database };
  }

  /** For libpq. */
  url(database) {
    return `postgresql://switchboard@/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  async query(database, text, values) {
    const client = new pg.Client(this.config(database));
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** A fresh database; with our tables where the contestant does not make them itself. */
  async create(database, { schema = false } = {}) {
    await this.query('postgres', `CREATE DATABASE ${database}`);
    if (!schema) return;
    for (const file of readdirSync(schemaFolder)
      .filter((name) => name.endsWith('.sql'))
      .sort()) {
      await this.query(database, readFileSync(join(schemaFolder, file), 'utf8'));
    }
  }

  /** Flushes what earlier rounds left dirty, so that nobody pays for another's pages. */
  async checkpoint() {
    await this.query('postgres', 'CHECKPOINT');
  }

  stop() {
    return this.service.stop(30_000);
  }
}
