import { randomBytes } from 'node:crypto';
import { start, until } from './children.mjs';

const main = new URL('../rivals/fastify/main.mjs', import.meta.url).pathname;
const lists = new URL('../rivals/fastify/lists.mjs', import.meta.url).pathname;

/** Adds the bots to the rival's tables as its own sign-up would have. */
async function addBots(postgres, database, { projects, bots }) {
  const made = [];
  await postgres.query(database, 'INSERT INTO accounts VALUES (1, now())');
  for (let project = 1; project <= projects; project += 1) {
    await postgres.query(database, "INSERT INTO projects VALUES ($1, 1, 'Bench', 'UTC', now())", [
      project,
    ]);
  }
  for (let bot = 0; bot < bots; bot += 1) {
    const project = 1 + (bot % projects);
    const key = randomBytes(16).toString('hex');
    const secret = randomBytes(32).toString('hex');
    await postgres.query(
      database,
      `INSERT INTO channels VALUES ($1, $2, 0, $2::bigint::text, 'Bot', 'bot', $3, '', $4, 0, 0, '', '', NULL, NULL, now())`,
      [project, bot + 1, key, Buffer.from(secret)],
    );
    made.push({ path: `/hooks/telegram/${key}`, secret, project });
  }
  return made;
}

/** Starts the Fastify rival on a fresh database; its bots are in `bots`. */
export async function startFastify(
  postgres,
  { database, port, log, projects, bots, connections = 16 },
) {
  await postgres.create(database, { schema: true });
  const made = await addBots(postgres, database, { projects, bots });
  const service = await serve(postgres, main, { database, port, log, connections });
  return { service, database, port, bots: made, stop: () => service.stop() };
}

/** Starts the Fastify rival that lists chats, on tables that are filled already. */
export async function startFastifyLists(postgres, { database, port, log, connections = 8 }) {
  const service = await serve(postgres, lists, { database, port, log, connections });
  return { service, port, stop: () => service.stop() };
}

async function serve(postgres, program, { database, port, log, connections }) {
  const { host, user } = postgres.config(database);
  let ready = false;
  const service = start(
    'fastify',
    process.execPath,
    [program, '--port', String(port), '--connections', String(connections)],
    {
      log,
      env: { PGHOST: host, PGUSER: user, PGDATABASE: database, NODE_ENV: 'production' },
      onLine: (line) => (ready ||= line === 'ready'),
    },
  );
  await until('Fastify listens', () => ready, { service });
  return service;
}
