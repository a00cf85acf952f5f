import { join } from 'node:path';
import { until } from './lib/children.mjs';
import { memory } from './lib/memory.mjs';
import { countOutcome, fillOutbox, messagesEach } from './lib/queued.mjs';
import { processorSeconds } from './lib/processor.mjs';
import { median, printTable, round, say } from './lib/report.mjs';
import { Sink } from './lib/sink.mjs';
import { stage } from './lib/stage.mjs';
import { prepareUndici, startUndici } from './lib/undici.mjs';

const shape = { projects: 4, bots: 20 };
/** Of each channel, by tens. */
const full = { rounds: 3, clients: 1670 };
const quick = { rounds: 1, clients: 170 };
/** To the platform at once, as ours holds them. */
const connections = 256;
const patienceMs = 600_000;

/** Makes our server's projects and channels; `{project, id}` of each channel, and their owner. */
async function prepareOurs(scene, extra) {
  await scene.postgres.create('ours');
  const server = await scene.startServer('ours', { extra });
  const projects = [];
  for (let i = 0; i < shape.projects; i += 1) {
    projects.push(await server.call('POST', '/projects', { name: `Project ${i + 1}` }));
  }
  const channels = [];
  for (let i = 0; i < shape.bots; i += 1) {
    const project = projects[i % shape.projects].id;
    const { id } = await server.call('POST', `/projects/${project}/channels`, {
      platform: 'telegram',
      token: `${900_000 + i}:${'A'.repeat(35)}`,
      mode: 'webhook',
    });
    channels.push({ project, id });
  }
  const { id: member } = (await server.call('GET', '/auth/me')).person;
  await server.stop();
  return { channels, member };
}

/** Gives, when called, the processor time since then by who used it, in seconds. */
function processorUse(running, postgres, sink) {
  const pids = { contestant: running.pid, postgres: postgres.service.pid, sink: sink.service.pid };
  const now = () =>
    Object.fromEntries(Object.entries(pids).map(([who, pid]) => [who, processorSeconds(pid)]));
  const before = now();
  return () => {
    const after = now();
    return Object.fromEntries(Object.keys(pids).map((who) => [who, after[who] - before[who]]));
  };
}

/** One contestant sends a full queue; what the sink and the database saw of it. */
async function send(scene, sink, contestant, clients) {
  const { postgres } = scene;
  const messages = shape.bots * clients * messagesEach;
  await fillOutbox(postgres, contestant.database, { ...contestant.scene, clients });
  await postgres.checkpoint();
  await sink.hold();
  const running = await contestant.start();
  try {
    const underWay = await sink.filled(running);
    const queued = memory(running.pid);
    const spent = processorUse(running, postgres, sink);
    const before = performance.now();
    await sink.release();
    await sink.received(messages, { ...running, timeoutMs: patienceMs });
    const left = () => postgres.query(contestant.database, 'SELECT 1 FROM outbox LIMIT 1');
    await until('the outbox is empty', async () => (await left()).length === 0, running);
    const seconds = (performance.now() - before) / 1000;
    const seen = await sink.report();
    return { seconds, underWay, queued, after: memory(running.pid), spent: spent(), ...seen };
  } finally {
    await running.stop();
  }
}

/** All arrived once and in order, and the database says so too. */
function verify(name, run, rows) {
  const wrong = [];
  const expect = (what, is, wanted) => {
    if (is !== wanted) wrong.push(`${what}: ${is} instead of ${wanted}`);
  };
  expect('arrived', run.messages, run.expected);
  for (const what of ['duplicates', 'disorder', 'unreadable']) expect(what, run[what], 0);
  expect('rows', rows.messages, run.expected);
  expect('sent', rows.sent, run.expected);
  expect('external ids', rows.external_ids, run.expected);
  for (const what of ['out_of_order', 'outbox', 'stale_chats']) expect(what, rows[what], 0);
  if (wrong.length > 0) throw new Error(`${name}: ${wrong.join('; ')}`);
}

const steadyRate = (run) => (0.8 * run.expected * 1000) / (run.nine_tenths_ms - run.tenth_ms);
const wholeRate = (run) => run.expected / run.seconds;

async function race(scene, sink, contestants, plan) {
  const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let at = 1; at <= plan.rounds; at += 1) {
    for (const [name, contestant] of Object.entries(contestants)) {
      const expected = shape.bots * plan.clients * messagesEach;
      const run = { ...(await send(scene, sink, contestant, plan.clients)), expected };
      verify(name, run, await countOutcome(scene.postgres, contestant.database));
      seen[name].push(run);
      say(`round ${at}: ${name}: ${round(wholeRate(run))}/s, middle ${round(steadyRate(run))}/s`);
    }
  }
  return seen;
}

/** Microseconds of processor time a message costs, by who uses it. */
function costs(runs) {
  const of = (who) => median(runs.map((run) => (run.spent[who] / run.expected) * 1e6));
  return Object.fromEntries(['contestant', 'postgres', 'sink'].map((who) => [who, round(of(who))]));
}

function summary(runs) {
  const rates = runs.map((run) => round(wholeRate(run)));
  return {
    rounds: rates,
    median: round(median(runs.map(wholeRate))),
    steady: round(median(runs.map(steadyRate))),
    under_way: runs.at(-1).underWay,
    processor_us: costs(runs),
  };
}

const line = (name, { median: rate, steady, processor_us: cost }) => [
  name,
  rate,
  steady,
  cost.contestant,
  cost.postgres,
  cost.sink,
];

/** Messages that wait in the tables, sent over TLS with every state durable. */
export async function outgoing(options) {
  const plan = options.quick ? quick : full;
  return stage(options, async (scene) => {
    const { folder, postgres } = scene;
    const certificate = join(folder, 'sink.pem');
    const sink = await Sink.start({ certificate, log: join(folder, 'sink.log') });
    const extra = {
      'platforms.telegram': { api_url: sink.url, messages_per_s: 100_000 },
      platforms: { allow_private_addresses: true, ca_file: certificate },
    };
    const contestants = {
      ours: {
        database: 'ours',
        scene: await prepareOurs(scene, extra),
        start: () => scene.startServer('ours', { extra, again: true }),
      },
      undici: {
        database: 'undici',
        scene: { channels: await prepareUndici(postgres, 'undici', shape), member: 1 },
        start: () => {
          const log = join(folder, 'undici.log');
          const service = startUndici(postgres, 'undici', { ...sink, connections, log });
          return { service, pid: service.pid, stop: () => service.stop() };
        },
      },
    };
    const seen = await race(scene, sink, contestants, plan);
    const ours = summary(seen.ours);
    const rival = summary(seen.undici);
    const queuedMb = median(seen.ours.map((run) => run.queued.rss));
    const afterMb = median(seen.ours.map((run) => run.after.rss));
    printTable([
      ['messages/s', 'until all is stored', 'middle', 'processor µs: own', 'PostgreSQL', 'sink'],
      line('ours', ours),
      line('undici', rival),
    ]);
    console.log(
      `\nours, RSS: ${round(queuedMb, 1)} MB with all of them queued, ${round(afterMb, 1)} MB after`,
    );
    return {
      bench: 'outgoing',
      ours: ours.median,
      rivals: { undici: rival.median },
      ratios: { undici: round(ours.median / rival.median, 2) },
      unit: 'messages/s',
      messages: seen.ours[0].expected,
      queued_rss_mb: round(queuedMb, 1),
      after_rss_mb: round(afterMb, 1),
      detail: { ours, undici: rival },
    };
  });
}
