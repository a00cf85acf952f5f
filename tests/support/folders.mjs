import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A fresh folder with a short name (a unix socket's path is limited to 107 bytes) that other users
 * may enter: PostgreSQL does not run as root.
 */
export function freshFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'sbt-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** @param {string} folder */
export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

const firstPort = 20_000;
const ports = 12_000;

/** A free port below the range that outgoing connections take theirs from. */
export async function freePort() {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * ports);
    const free = await new Promise((resolve) => {
      const probe = net.createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
