import { join } from 'node:path';
import { until } from './lib/children.mjs';
import { askLists, work } from './lib/crew.mjs';
import { startFastifyLists } from './lib/fastify.mjs';
import { freePort } from './lib/free_port.mjs';
import { appealsOf, crewOf, fillInbox, shape } from './lib/inbox_fill.mjs';
import { Load, writeTargets } from './lib/load.mjs';
import { memory } from './lib/memory.mjs';
import { processorSeconds } from './lib/processor.mjs';
import { printTable, round, say } from './lib/report.mjs';
import { Sink } from './lib/sink.mjs';
import { stage } from './lib/stage.mjs';

/**
 * Half of the chats are the first project's. `active`: chats that the operators of a project hold;
 * `fresh`: those in New; `calls`, `messages`: of all operators, of all clients, a second.
 */
const full = {
  ...{ chats: 1_000_000, active: 2000, fresh: 600 },
  ...{ seconds: 60, warmup: 5, calls: 500, messages: 100, listSeconds: 6, rounds: 3 },
};
const quick = {
  ...{ chats: 100_000, active: 200, fresh: 200 },
  ...{ seconds: 10, warmup: 2, calls: 500, messages: 100, listSeconds: 3, rounds: 1 },
};
const listConnections = 2;
const goals = { take: 30, send: 30, done: 30, lists: 20, rss: 512 };

/** Makes projects with a channel each, and says how many chats each is to have. */
async function prepare(scene, sink, plan) {
  await scene.postgres.create('ours');
  const server = await scene.startServer('ours', { extra: scene.extra });
  const projects = [];
  const others = Math.floor(plan.chats / 2 / (shape.projects - 1));
  for (let i = 0; i < shape.projects; i += 1) {
    const { id } = await server.call('POST', '/projects', { name: `Project ${i + 1}` });
    const bot = String(700_000 + i);
    const channel = await server.call('POST', `/projects/${id}/channels`, {
      ...{ platform: 'telegram', token: `${bot}:${'A'.repeat(35)}`, mode: 'webhook' },
    });
    const chats = i === 0 ? plan.chats - others * (shape.projects - 1) : others;
    projects.push({ id, channel: channel.id, bot, chats });
  }
  const hooks = await sink.webhooks();
  const targets = projects.map(({ id, bot }) => ({
    ...{ path: new URL(hooks[bot].url).pathname, secret: hooks[bot].secret, project: id },
  }));
  await server.stop();
  return { projects, targets };
}

/** The most memory that the server has, and the processors it and PostgreSQL use, meanwhile. */
async function watching(server, postgres, act) {
  const pids = { server: server.pid, postgres: postgres.service.pid };
  const spent = () =>
    Object.fromEntries(Object.entries(pids).map(([who, pid]) => [who, processorSeconds(pid)]));
  let most = 0;
  const look = () => (most = Math.max(most, memory(server.pid).rss));
  const timer = setInterval(look, 500);
  const [before, begun] = [spent(), performance.now()];
  try {
    const result = await act();
    look();
    const [after, seconds] = [spent(), (performance.now() - begun) / 1000];
    const processors = Object.fromEntries(
      Object.keys(pids).map((who) => [who, round((after[who] - before[who]) / seconds, 2)]),
    );
    return { result, most, processors };
  } finally {
    clearInterval(timer);
  }
}

/** Operators and clients at work at once on our server. */
async function liveRun(scene, server, { projects, targets, crew, plan }) {
  const { seconds, warmup } = plan;
  const load = new Load(server.port, writeTargets(join(scene.folder, 'inbox.targets'), targets));
  const clients = shape.projects * (plan.active + plan.fresh);
  const watcher = crew.find(({ at, place }) => at === 1 && place === 1);
  const watch = { watch: watcher.project, cookie: watcher.cookie, origin: server.origin };
  const options = { port: server.port, seconds, warmup, rate: plan.calls };
  const appeals = appealsOf(projects, plan);
  const { result, most, processors } = await watching(server, scene.postgres, () =>
    Promise.all([
      work(scene.folder, crew, appeals, options),
      load.run({ clients, connections: 16, rate: plan.messages, seconds, warmup, ...watch }),
    ]),
  );
  const [operators, webhooks] = result;
  const { unanswered, closed, refused } = operators;
  if (unanswered + closed > 0) throw new Error(`${unanswered} unanswered, ${closed} closed`);
  if (Object.keys(refused).length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
  return { operators, webhooks, most, processors };
}

/** The same lists for both: each operator's tabs, whole and by department, half in the large project. */
function listRequests(crew) {
  const large = crew.filter(({ at }) => at === 0);
  const small = crew.filter(({ at }) => at > 0 && at <= large.length / shape.operators + 20);
  const some = Array.from({ length: 2000 }, (_, n) => {
    const from = n % 2 ? large : small;
    const one = from[(n * 7919) % from.length];
    const tab = one.tabs[(n >> 1) % one.tabs.length];
    const department = n % 3 === 0 ? one.departments[n % one.departments.length] : null;
    const path = `/api/v1/projects/${one.project}/chats?tab=${tab}`;
    const parts = [`list ${tab}`, department && 'one department', n % 2 && 'large project'];
    return {
      what: parts.filter(Boolean).join(', '),
      path: department ? `${path}&department=${department}` : path,
      cookie: one.cookie,
    };
  });
  return some;
}

/** The round with the middle rate. */
const middle = (rounds) => [...rounds].sort((a, b) => a.per_s - b.per_s)[rounds.length >> 1];

/** Lists by HTTP, ours and the rival's in turn on the same rows. */
async function compareLists(scene, server, { crew, plan }) {
  const requests = listRequests(crew);
  const rival = await startFastifyLists(scene.postgres, {
    ...{ database: 'rival', port: await freePort(), log: join(scene.folder, 'rival.log') },
  });
  const options = { connections: listConnections, seconds: plan.listSeconds };
  const seen = { ours: [], fastify: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const [name, { port }] of Object.entries({ ours: server, fastify: rival })) {
      seen[name].push(await askLists(scene.folder, requests, { ...options, port }));
    }
  }
  await rival.stop();
  return { ours: middle(seen.ours), fastify: middle(seen.fastify) };
}

const times = ({ p50_ms, p99_ms, max_ms, count }) => [
  ...[count, round(p50_ms, 2), round(p99_ms, 2), round(max_ms, 1)],
];

function print({ operators, webhooks, most, processors }, lists) {
  const rows = Object.entries(operators.operations).sort(([a], [b]) => (a < b ? -1 : 1));
  printTable([
    ['operators at work', 'calls', 'p50 ms', 'p99 ms', 'max ms'],
    ...rows.map(([name, of]) => [name, ...times(of)]),
    ['client’s message stored', ...times({ ...webhooks, count: webhooks.ok })],
    ['… and on an operator’s screen', ...times({ ...webhooks.live, count: webhooks.live.seen })],
  ]);
  console.log(
    `\n${round(operators.events_per_s)} events/s to ${operators.operators} sockets, ` +
      `${round(operators.event_bytes / operators.seconds / 2 ** 20, 1)} MB/s; RSS at most ${round(most)} MB\n` +
      `processors used: server ${processors.server}, PostgreSQL ${processors.postgres}, ` +
      `operators’ generator ${round(operators.cpu_s / operators.seconds, 2)}\n`,
  );
  printTable([
    ['lists by HTTP, p50 / p99 ms', 'ours', 'fastify'],
    ...Object.keys(lists.ours.operations).map((name) => [
      name,
      ...[lists.ours, lists.fastify].map(({ operations }) => {
        const { p50_ms, p99_ms } = operations[name] ?? {};
        return `${round(p50_ms, 2)} / ${round(p99_ms, 2)}`;
      }),
    ]),
    ['lists a second', round(lists.ours.per_s), round(lists.fastify.per_s)],
  ]);
}

/** What must be reached, and what was. */
function judge({ operators, most }) {
  const of = (name) => operators.operations[name].p99_ms;
  const reached = { take: of('take'), send: of('send'), done: of('done'), rss: most };
  reached.lists = operators.lists.p99_ms;
  const missed = Object.keys(goals).filter((name) => reached[name] >= goals[name]);
  say(missed.length ? `goals missed: ${missed.join(', ')}` : 'every goal is reached');
  return { reached, missed };
}

/** A thousand operators at work on a million chats. */
export async function inbox(options) {
  const plan = options.quick ? quick : full;
  return stage(options, async (stageScene) => {
    const { folder, postgres } = stageScene;
    const certificate = join(folder, 'sink.pem');
    const sink = await Sink.start({ certificate, log: join(folder, 'sink.log') });
    const extra = {
      'platforms.telegram': { api_url: sink.url, messages_per_s: 100_000 },
      platforms: { allow_private_addresses: true, ca_file: certificate },
    };
    const scene = { ...stageScene, extra };
    const { projects, targets } = await prepare(scene, sink, plan);
    const crew = crewOf(projects, { held: Math.floor(plan.active / shape.operators) });
    say(`filling ${plan.chats} chats`);
    await fillInbox(postgres, 'ours', { ...plan, projects, crew });
    await postgres.query('postgres', 'CREATE DATABASE rival TEMPLATE ours');
    await postgres.query('rival', 'CREATE INDEX ON chats (project_id, state, activity)');
    await postgres.checkpoint();
    const server = await stageScene.startServer('ours', { extra, again: true });
    const idle = memory(server.pid).rss;
    const live = await liveRun(scene, server, { projects, targets, crew, plan });
    await until('what was sent has arrived', async () => {
      const [row] = await postgres.query('ours', 'SELECT count(*)::int AS left FROM outbox');
      return row.left === 0;
    });
    const lists = await compareLists(scene, server, { crew, plan });
    print(live, lists);
    const { reached, missed } = judge(live);
    const ratio = lists.ours.per_s / lists.fastify.per_s;
    return {
      bench: 'inbox',
      ours: {
        ...mapped({ ...reached, lists_per_s: lists.ours.per_s }),
        events_per_s: round(live.operators.events_per_s),
      },
      rivals: { fastify: mapped({ lists_per_s: lists.fastify.per_s }) },
      ratios: { fastify: round(ratio, 2) },
      unit: 'ms at p99; rss in MB; lists by HTTP a second',
      ...{ goals, missed, chats: plan.chats, operators: live.operators.operators },
      detail: { ...live, idle_rss_mb: round(idle), lists },
    };
  });
}

const mapped = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value, 2)]));
