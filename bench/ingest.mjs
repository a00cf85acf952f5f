import { join } from 'node:path';
import { startFastify } from './lib/fastify.mjs';
import { freePort } from './lib/free_port.mjs';
import { Load, runCeiling, writeTargets } from './lib/load.mjs';
import { median, printTable, round, say } from './lib/report.mjs';
import { stage } from './lib/stage.mjs';

const shape = { projects: 4, bots: 20 };
const clients = 10_000;
const levels = [64, 256];
const full = { rounds: 3, seconds: 5, warmup: 1 };
const quick = { rounds: 1, seconds: 2, warmup: 1 };

/** What a webhook left behind, counted in a contestant's database. */
async function count(postgres, database) {
  const [row] = await postgres.query(
    database,
    `SELECT (SELECT count(*) FROM inbound)::int AS inbound,
            (SELECT count(*) FROM messages WHERE kind = 0)::int AS messages,
            (SELECT avg(pg_column_size(i.*)) FROM (SELECT * FROM inbound LIMIT 10000) i)::float8 AS inbound_bytes,
            (SELECT avg(pg_column_size(m.*)) FROM (SELECT * FROM messages WHERE kind = 0 LIMIT 10000) m)::float8 AS message_bytes`,
  );
  return row;
}

/** Every webhook answered 200 must be there, once; one of unknown fate may be. */
function verify(name, rows, ok, unknown) {
  for (const table of ['inbound', 'messages']) {
    if (rows[table] < ok || rows[table] > ok + unknown) {
      throw new Error(
        `${name}: ${ok} webhooks were answered 200, ${unknown} are unknown, ` +
          `${rows[table]} rows are in ${table}`,
      );
    }
  }
}

async function prepare(scene) {
  const { postgres, folder } = scene;
  await postgres.create('ours');
  const server = await scene.startServer('ours');
  const ours = await server.connectBots(scene.simulator.client, shape);
  const rival = await startFastify(postgres, {
    database: 'fastify',
    port: await freePort(),
    log: join(folder, 'fastify.log'),
    ...shape,
  });
  await postgres.create('ceiling', { schema: true });
  const loads = {
    ours: new Load(server.port, writeTargets(join(folder, 'ours.targets'), ours)),
    fastify: new Load(rival.port, writeTargets(join(folder, 'fastify.targets'), rival.bots)),
  };
  say(`every one of ${clients} clients writes once`);
  for (const load of Object.values(loads)) await load.run({ once: true, clients, connections: 64 });
  return loads;
}

/** All contestants in turn, so that a noisy minute meets all of them. */
async function race(scene, loads, plan) {
  const { seconds, warmup } = plan;
  const seen = { ours: {}, fastify: {}, ceiling: {} };
  const ceiling = { total: 0, next: 100_000_000 };
  for (let round_ = 1; round_ <= plan.rounds; round_ += 1) {
    for (const [at, connections] of levels.entries()) {
      for (const name of ['ours', 'fastify']) {
        await scene.postgres.checkpoint();
        const run = await loads[name].run({ clients, connections, seconds, warmup });
        (seen[name][connections] ??= []).push(run);
        say(`round ${round_}: ${name}, ${connections} connections: ${round(run.ok_per_s)}/s`);
      }
      await scene.postgres.checkpoint();
      const lanes = at + 1;
      const run = await runCeiling(scene.postgres.url('ceiling'), {
        connections: lanes,
        seconds,
        warmup,
        clients,
        first: ceiling.next,
      });
      ceiling.total += run.ok_total;
      ceiling.next = run.next;
      (seen.ceiling[lanes] ??= []).push(run);
      say(`round ${round_}: ceiling, ${lanes} writers: ${round(run.ok_per_s)}/s`);
    }
  }
  return { seen, ceilingTotal: ceiling.total };
}

const rates = (runs) => runs.map((run) => run.ok_per_s);

/** Latency with half of a contestant's own maximum coming in steadily. */
async function atHalf(load, maximum, { seconds, warmup }) {
  const run = await load.run({
    clients,
    connections: 256,
    seconds,
    warmup,
    rate: Math.floor(maximum / 2),
  });
  return {
    rate: Math.floor(maximum / 2),
    p50_ms: run.p50_ms,
    p99_ms: run.p99_ms,
    max_ms: run.max_ms,
    refused: run.refused,
  };
}

function contestant(runs) {
  return Object.fromEntries(
    levels.map((connections) => [
      connections,
      {
        rounds: rates(runs[connections]).map((rate) => round(rate)),
        median: round(median(rates(runs[connections]))),
        p50_ms: round(median(runs[connections].map((run) => run.p50_ms)), 2),
        p99_ms: round(median(runs[connections].map((run) => run.p99_ms)), 2),
        refused: runs[connections]
          .map((run) => run.refused)
          .filter((each) => Object.keys(each).length),
      },
    ]),
  );
}

async function verifyAll(scene, loads, ceilingTotal) {
  const stored = {};
  for (const name of ['ours', 'fastify', 'ceiling']) {
    stored[name] = await count(scene.postgres, name);
    const { ok, unknown } = loads[name] ?? { ok: ceilingTotal, unknown: 0 };
    verify(name, stored[name], ok, unknown);
    Object.assign(stored[name], { ok, unknown });
  }
  return stored;
}

function print(detail, ceiling, half) {
  const line = (name, of) => [name, ...levels.flatMap((n) => [of[n].median, of[n].p99_ms])];
  printTable([
    ['webhooks/s', ...levels.flatMap((n) => [`${n} conn.`, 'p99 ms'])],
    line('ours', detail.ours),
    line('fastify', detail.fastify),
    ['batched ceiling, 1 / 2 writers', round(ceiling[1]), '', round(ceiling[2]), ''],
  ]);
  console.log();
  printTable([
    ['at half of its maximum', 'webhooks/s', 'p50 ms', 'p99 ms', 'max ms'],
    ...Object.entries(half).map(([name, of]) => [
      name,
      of.rate,
      round(of.p50_ms, 2),
      round(of.p99_ms, 2),
      round(of.max_ms, 2),
    ]),
  ]);
}

/** Webhooks of real shape, durable before 200, against the ceiling and against the usual tools. */
export async function ingest(options) {
  const plan = options.quick ? quick : full;
  return stage(options, async (scene) => {
    const loads = await prepare(scene);
    const { seen, ceilingTotal } = await race(scene, loads, plan);
    const ours = median(rates(seen.ours[256]));
    const fastify = median(rates(seen.fastify[256]));
    const ceiling = { 1: median(rates(seen.ceiling[1])), 2: median(rates(seen.ceiling[2])) };
    const best = Math.max(ceiling[1], ceiling[2]);
    const half = {
      ours: await atHalf(loads.ours, ours, plan),
      fastify: await atHalf(loads.fastify, fastify, plan),
    };
    const stored = await verifyAll(scene, loads, ceilingTotal);
    const detail = { ours: contestant(seen.ours), fastify: contestant(seen.fastify) };
    print(detail, ceiling, half);
    return {
      bench: 'ingest',
      ours: round(ours),
      rivals: { batched_ceiling: round(best), fastify: round(fastify) },
      ratios: { batched_ceiling: round(ours / best, 3), fastify: round(ours / fastify, 2) },
      unit: 'webhooks/s',
      p99_half_ms: round(half.ours.p99_ms, 2),
      detail: {
        connections: detail,
        half,
        stored,
        ceiling_writers: { 1: round(ceiling[1]), 2: round(ceiling[2]) },
      },
    };
  });
}
