import { join } from 'node:path';
import { until } from './lib/children.mjs';
import { Load, writeTargets } from './lib/load.mjs';
import { memory } from './lib/memory.mjs';
import { printTable, round, say } from './lib/report.mjs';
import { stage } from './lib/stage.mjs';

const shape = { projects: 4, bots: 20 };
const chatIdleSeconds = 5;

/** The memory once it has stayed within a hundredth of itself for some seconds. */
async function settled(pid) {
  let last = memory(pid);
  let calm = 0;
  await until(
    'the memory stays the same',
    () => {
      const now = memory(pid);
      calm = Math.abs(now.rss - last.rss) < last.rss / 100 ? calm + 1 : 0;
      last = now;
      return calm >= 10;
    },
    { everyMs: 500, timeoutMs: 60_000 },
  );
  return last;
}

/** Resident memory of the server alone: fresh, with everybody's chat awake, and asleep again. */
export async function idle(options) {
  const clients = options.quick ? 10_000 : 100_000;
  const extra = { timing: { chat_idle_s: chatIdleSeconds } };
  return stage(options, async (scene) => {
    await scene.postgres.create('ours');
    const server = await scene.startServer('ours', { extra });
    const bots = await server.connectBots(scene.simulator.client, shape);
    const seen = { start: await settled(server.pid) };
    const load = new Load(server.port, writeTargets(join(scene.folder, 'ours.targets'), bots));
    say(`${clients} clients write once`);
    const run = await load.run({ once: true, clients, connections: 256 });
    seen.loaded = memory(server.pid);
    if (run.ok_total !== clients)
      throw new Error(`only ${run.ok_total} of ${clients} were accepted`);
    say(`at ${round(run.ok_per_s)}/s; waiting until their chats are put away`);
    await new Promise((resolve) => setTimeout(resolve, 2 * chatIdleSeconds * 1000));
    seen.passivated = await settled(server.pid);
    await server.stop();
    const again = await scene.startServer('ours', { extra, again: true });
    seen.restarted = await settled(again.pid);
    printTable([
      ['server alone, MB', 'RSS', 'PSS'],
      ...Object.entries(seen).map(([name, of]) => [name, round(of.rss, 1), round(of.pss, 1)]),
    ]);
    const ours = {};
    for (const [name, of] of Object.entries(seen)) {
      ours[`${name}_rss_mb`] = round(of.rss, 1);
      ours[`${name}_pss_mb`] = round(of.pss, 1);
    }
    return { bench: 'idle', ours, rivals: {}, ratios: {}, unit: 'MB', clients };
  });
}
