import { readFileSync, readdirSync } from 'node:fs';

/**
 * What a test started is killed in its `exit` handlers, which a signal would skip. Playwright's
 * workers have handlers of their own.
 */
if (process.env.TEST_WORKER_INDEX === undefined) {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
}

/** @returns {Map<number, number>} parent by process */
function parents() {
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.set(Number(name), Number(afterName[1]));
    } catch {
      // The process ended while we looked.
    }
  }
  return found;
}

/**
 * @param {number} root
 * @returns {number[]} the process and everything it started, itself first
 */
export function family(root) {
  const parent = parents();
  const members = [root];
  for (const member of members) {
    for (const [pid, itsParent] of parent) if (itsParent === member) members.push(pid);
  }
  return members;
}

/**
 * @param {number[]} pids
 * @param {NodeJS.Signals} signal
 */
export function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}

/**
 * Process of the PostgreSQL that runs on a data folder, or null.
 * @param {string} folder  the folder itself or one that contains it
 * @param {number} [depth] how deep to look
 * @returns {number | null}
 */
export function postmasterOf(folder, depth = 3) {
  let entries = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return null;
  }
  if (entries.some((entry) => entry.name === 'postmaster.pid')) {
    const pid = Number(readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n')[0]);
    return isAlive(pid) ? pid : null;
  }
  if (depth === 0) return null;
  for (const entry of entries) {
    const pid = entry.isDirectory() ? postmasterOf(`${folder}/${entry.name}`, depth - 1) : null;
    if (pid) return pid;
  }
  return null;
}
