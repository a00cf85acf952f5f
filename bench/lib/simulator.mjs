import { SimulatorClient } from '../../tests/support/simulator_client.mjs';
import { start, until } from './children.mjs';

const main = new URL('../../tests/simulator/main.mjs', import.meta.url).pathname;

/** Starts the project's Telegram simulator: our server's bots must belong to some platform. */
export async function startSimulator({ log }) {
  let url;
  const service = start('simulator', process.execPath, [main, '--port', '0'], {
    log,
    onLine: (line) => {
      if (!url && line.startsWith('{')) url = JSON.parse(line).url;
    },
  });
  await until('the simulator listens', () => url, { service });
  return { url, client: new SimulatorClient(url), stop: () => service.stop() };
}
