import { join } from 'node:path';
import { Load, writeTargets } from './lib/load.mjs';
import { median, printTable, round, say } from './lib/report.mjs';
import { stage } from './lib/stage.mjs';

const shape = { projects: 4, bots: 20 };
const clients = 10_000;
const full = { rounds: 3, seconds: 6, warmup: 1 };
const quick = { rounds: 1, seconds: 3, warmup: 1 };
/** Twenty a second in the project that is watched. */
const idleRate = 20 * shape.projects;

/** Runs some load with an operator of one project watching; the times its socket saw. */
async function watch(scene, plan, options) {
  const runs = [];
  for (let at = 0; at < plan.rounds; at += 1) {
    const { seconds, warmup } = plan;
    const run = await scene.load.run({ clients, seconds, warmup, ...scene.watch, ...options });
    if (run.live.seen < run.live.expected) {
      say(`${run.live.expected - run.live.seen} of ${run.live.expected} events never came`);
    }
    runs.push(run);
  }
  const of = (key) => round(median(runs.map((run) => run.live[key])), 2);
  const sum = (key) => runs.reduce((all, run) => all + run.live[key], 0);
  return {
    rate: options.rate,
    p50_ms: of('p50_ms'),
    p90_ms: of('p90_ms'),
    p99_ms: of('p99_ms'),
    max_ms: round(Math.max(...runs.map((run) => run.live.max_ms ?? 0)), 2),
    expected: sum('expected'),
    seen: sum('seen'),
  };
}

/** From the moment a webhook is due to the moment an operator's socket has read the message. */
export async function live(options) {
  const plan = options.quick ? quick : full;
  return stage(options, async (stageScene) => {
    const { postgres, folder, simulator } = stageScene;
    await postgres.create('ours');
    const server = await stageScene.startServer('ours');
    const targets = await server.connectBots(simulator.client, shape);
    const load = new Load(server.port, writeTargets(join(folder, 'ours.targets'), targets));
    const scene = {
      load,
      watch: { watch: targets[0].project, cookie: server.cookie, origin: server.origin },
    };
    await load.run({ once: true, clients, connections: 64 });
    const idle = await watch(scene, plan, { connections: 16, rate: idleRate });
    const { seconds, warmup } = plan;
    const maximum = await load.run({ clients, connections: 256, seconds, warmup });
    say(`maximum without anybody watching: ${round(maximum.ok_per_s)}/s`);
    const half = await watch(scene, plan, {
      connections: 256,
      rate: Math.floor(maximum.ok_per_s / 2),
    });
    printTable([
      ['webhook to socket', 'webhooks/s', 'p50 ms', 'p99 ms', 'max ms', 'events', 'missing'],
      ...Object.entries({ idle, half }).map(([name, of]) => [
        name,
        of.rate,
        of.p50_ms,
        of.p99_ms,
        of.max_ms,
        of.seen,
        of.expected - of.seen,
      ]),
    ]);
    return {
      bench: 'live',
      ours: {
        idle_p50_ms: idle.p50_ms,
        idle_p99_ms: idle.p99_ms,
        half_p50_ms: half.p50_ms,
        half_p99_ms: half.p99_ms,
      },
      rivals: {},
      ratios: {},
      unit: 'ms',
      detail: { idle, half },
    };
  });
}
