import { execFileSync, spawn } from 'node:child_process';
import { chownSync } from 'node:fs';
import { freePort, freshFolder, removeFolder } from './folders.mjs';
import { family, isAlive, postmasterOf, signalAll } from './processes.mjs';
import { until } from './until.mjs';

const programs = process.env.POSTGRES_BIN ?? '/usr/lib/postgresql/15/bin';
const account = 'postgres';

/** PostgreSQL refuses to run as root, so its programs run as its own user there. */
const identity = (() => {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, account], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
})();

/** @param {string} program @param {string[]} args */
const run = (program, args, options = {}) =>
  execFileSync(`${programs}/${program}`, args, { ...identity, cwd: '/', ...options });

/** What still runs when the test process ends is killed. */
const running = new Set();
process.on('exit', () => {
  for (const postgres of running) signalAll(postgres.processes(), 'SIGKILL');
});

/** A PostgreSQL of the test's own, that the server is pointed at by `database.url`. */
export class Postgres {
  constructor(folder, port, synced) {
    this.folder = folder;
    this.synced = synced;
    this.data = `${folder}/pg`;
    this.port = port;
    this.url = `postgresql://${account}@127.0.0.1:${port}/postgres`;
  }

  async start() {
    const args = ['-D', this.data, '-p', String(this.port), '-k', this.folder];
    const all = [...args, '-c', 'listen_addresses=127.0.0.1'];
    if (!this.synced) all.push('-c', 'fsync=off');
    const options = { ...identity, cwd: '/', stdio: 'ignore', detached: true };
    this.child = spawn(`${programs}/postgres`, all, options);
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
    running.add(this);
    await until('PostgreSQL to answer', () => this.answers(), { timeoutMs: 20_000 });
    return this;
  }

  answers() {
    try {
      run('pg_isready', ['-q', '-h', '127.0.0.1', '-p', String(this.port)], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }

  /** Every process of this PostgreSQL. */
  processes() {
    const postmaster = postmasterOf(this.data, 0);
    return postmaster ? family(postmaster) : [];
  }

  pause() {
    signalAll(this.processes(), 'SIGSTOP');
  }

  resume() {
    signalAll(this.processes(), 'SIGCONT');
  }

  /** Ends it at once and cleanly, cutting every connection. */
  async stop() {
    signalAll(this.processes().slice(0, 1), 'SIGINT');
    await until('PostgreSQL to stop', () => postmasterOf(this.data, 0) === null);
    await this.exited;
  }

  async kill() {
    const all = this.processes();
    signalAll(all, 'SIGKILL');
    // While one of them is there, be it as a zombie, another start on these data is refused.
    await until('PostgreSQL to be gone', () => !all.some(isAlive));
    await this.exited;
  }

  /** @param {string} sql @returns {string} the rows, one a line, columns parted by | */
  query(sql) {
    const args = ['-h', '127.0.0.1', '-p', String(this.port), '-U', account, '-AtX', '-c', sql];
    return run('psql', args, { encoding: 'utf8' }).trim();
  }

  async dispose() {
    signalAll(this.processes(), 'SIGCONT');
    await this.kill();
    running.delete(this);
    removeFolder(this.folder);
  }
}

/**
 * Makes a cluster and starts it.
 * @param {{synced?: boolean}} [how]  false: it does not wait for the disk, so that it outlives its
 *   processes' deaths as before, though not the machine's, and comes back at once
 */
export async function startPostgres({ synced = true } = {}) {
  const folder = freshFolder();
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const postgres = new Postgres(folder, await freePort(), synced);
  const settings = ['-D', postgres.data, '-U', account, '-A', 'trust', '-E', 'UTF8'];
  run('initdb', [...settings, '--no-locale', '--no-sync'], { stdio: 'ignore' });
  return postgres.start();
}
