import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopAll } from './children.mjs';
import { embeddedSettings } from './embedded_settings.mjs';
import { freePort } from './free_port.mjs';
import { Postgres } from './postgres.mjs';
import { say } from './report.mjs';
import { startSimulator } from './simulator.mjs';
import { Switchboard } from './switchboard.mjs';

const tmpfs = 0x01021994;

/** A folder on a real disk: a flush to memory would flatter everybody. */
function makeFolder(parent) {
  const folder = mkdtempSync(join(parent, 'switchboard-bench-'));
  if (statfsSync(folder).type === tmpfs) {
    rmSync(folder, { recursive: true });
    throw new Error(`${parent} is in memory; name a folder on a disk with --dir`);
  }
  // PostgreSQL may run as another user than we do.
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Sets up what every bench needs, runs `act` with it and takes everything down again, however that
 * ends: a private PostgreSQL with the product's settings, the simulator, and a way to start our
 * server.
 */
export async function stage({ dir = tmpdir() }, act) {
  const folder = makeFolder(dir);
  const clear = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const interrupted = (signal) => {
    say(`${signal}: stopping everything`);
    stopAll().then(() => {
      clear();
      process.exit(130);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted);
  try {
    say(`working in ${folder}`);
    const settings = await embeddedSettings({
      folder: join(folder, 'embedded'),
      port: await freePort(),
      log: join(folder, 'embedded.log'),
    });
    const postgres = await Postgres.start(join(folder, 'postgres'), settings);
    const simulator = await startSimulator({ log: join(folder, 'simulator.log') });
    const startServer = async (database, { extra, again } = {}) => {
      const server = await Switchboard.start({
        folder: join(folder, database),
        port: await freePort(),
        extra,
        databaseUrl: postgres.url(database),
        simulatorUrl: simulator.url,
        log: join(folder, `${database}.log`),
      });
      await server.enter({ again });
      return server;
    };
    return await act({ folder, postgres, simulator, startServer, settings });
  } finally {
    await stopAll();
    clear();
  }
}
