import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Switchboard } from './switchboard.mjs';

/** Settings that say where a server lives, not how it works. */
const place =
  /^(listen_addresses|port|unix_socket_|log_|logging_|data_directory|hba_file|ident_file|external_pid_file|cluster_name|ssl|max_connections$)/;

/** `name = value` lines of a configuration file. */
function readConf(file) {
  const found = {};
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const match = /^\s*([a-z_.]+)\s*=\s*('(?:[^']|'')*'|[^#\s]+)/i.exec(line);
    if (match) found[match[1]] = match[2].replace(/^'|'$/g, '').replaceAll("''", "'");
  }
  return found;
}

/** `-c name=value` and `--name=value` of the line the server was started with. */
function readOptions(file) {
  const found = {};
  const words = [...readFileSync(file, 'utf8').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => m[1]);
  words.forEach((word, at) => {
    const match = /^(?:--)?([a-z_]+)=(.*)$/.exec(word.replace(/^-c/, ''));
    if (match && (word.startsWith('-') || words[at - 1] === '-c')) found[match[1]] = match[2];
  });
  return found;
}

function findFolder(root, file) {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isFile() && entry.name === file) return root;
    const below = entry.isDirectory() && findFolder(join(root, entry.name), file);
    if (below) return below;
  }
  return null;
}

/**
 * What the product sets in its own PostgreSQL, read from one that it has started: every contestant
 * of a bench runs on these.
 */
export async function embeddedSettings({ folder, port, log }) {
  const server = await Switchboard.start({
    folder,
    port,
    log,
    databaseUrl: '',
    simulatorUrl: 'http://127.0.0.1:9',
  });
  try {
    const data = findFolder(join(folder, 'data'), 'postmaster.opts');
    if (!data) throw new Error('the server runs no PostgreSQL of its own');
    const all = {
      ...readConf(join(data, 'postgresql.conf')),
      ...readConf(join(data, 'postgresql.auto.conf')),
      ...readOptions(join(data, 'postmaster.opts')),
    };
    const kept = Object.entries(all).filter(([name]) => !place.test(name));
    return Object.fromEntries(kept);
  } finally {
    await server.stop();
  }
}
