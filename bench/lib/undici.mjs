import { start } from './children.mjs';

const main = new URL('../rivals/undici/main.mjs', import.meta.url).pathname;

/** Makes the rival's database with its channels: `{project, id}` of each. */
export async function prepareUndici(postgres, database, { projects, bots }) {
  await postgres.create(database, { schema: true });
  await postgres.query(database, 'INSERT INTO accounts VALUES (1, now())');
  await postgres.query(
    database,
    "INSERT INTO projects SELECT p, 1, 'Bench', 'UTC', now() FROM generate_series(1, $1::int) p",
    [projects],
  );
  return postgres.query(
    database,
    `INSERT INTO channels (project_id, id, platform, external_id, name, username, hook_key, token,
                           secret, mode, state, problem, last_error, created_at)
     SELECT 1 + b % $2::int, b + 1, 0, b, 'Shop', 'shop', b,
            convert_to(900000 + b || ':' || repeat('A', 35), 'UTF8'), '', 0, 0, '', '', now()
     FROM generate_series(0, $1::int - 1) b RETURNING project_id AS project, id`,
    [bots, projects],
  );
}

/** Starts the rival's processes, which begin to send what is queued. */
export function startUndici(postgres, database, { url, certificate, connections, log }) {
  const { host, user } = postgres.config(database);
  return start(
    'undici',
    process.execPath,
    [main, '--url', url, '--ca', certificate, '--connections', String(connections)],
    { log, env: { PGHOST: host, PGUSER: user, PGDATABASE: database, NODE_ENV: 'production' } },
  );
}
