// The same lists of chats with the usual tools: Fastify and pg in two processes, one statement a list.
//
//   node lists.mjs --port N --connections N   with PGHOST, PGUSER, PGDATABASE in the environment
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import Fastify from 'fastify';
import pg from 'pg';
import { runCluster } from './cluster.mjs';

const pageSize = 50;
const states = { new: 0, mine: 1, others: 1, done: 2 };
const stateNames = ['new', 'active', 'done'];
const permissions = { new: 0, mine: 1, others: 2, done: 3 };
const newest = '9223372036854775807';

const { values: options } = parseArgs({
  options: { port: { type: 'string' }, connections: { type: 'string', default: '8' } },
});

const columns = `
  c.id, c.state, c.version, c.unread, c.waiting_since, c.unclaimed, c.dialog_id, c.dialogs, c.activity,
  c.last_message, c.last_kind, c.last_content, c.last_status, c.last_text, c.last_at, c.created_at,
  c.channel_id, c.responsible, c.department_id, k.first_name, k.last_name, k.username, k.language,
  k.subscribed, k.country,
  (SELECT json_agg(json_build_object('id', p.member_id::text, 'role', p.role)) FROM participants p
   WHERE p.project_id = c.project_id AND p.chat_id = c.id) AS participants`;
const joined = 'JOIN clients k ON k.project_id = c.project_id AND k.id = c.id';
const order = 'ORDER BY c.activity DESC LIMIT';

/**
 * Not prepared: a plan made for any department and any tab goes through all chats of a large
 * project, one made for the very question does not, and planning takes less than that.
 */
const lists = {
  state: `SELECT ${columns} FROM chats c ${joined}
           WHERE c.project_id = $1 AND c.state = $2 AND c.department_id = ANY ($3) AND c.activity < $4
           ${order} $5`,
  mine: `SELECT ${columns} FROM participants m
           JOIN chats c ON c.project_id = m.project_id AND c.id = m.chat_id ${joined}
           WHERE m.project_id = $1 AND m.member_id = $6 AND c.state = $2
             AND ($3::bigint[] IS NULL OR c.department_id = ANY ($3)) AND c.activity < $4
           ${order} $5`,
  others: `SELECT ${columns} FROM chats c ${joined}
           WHERE c.project_id = $1 AND c.state = $2 AND c.department_id = ANY ($3) AND c.activity < $4
             AND NOT EXISTS (SELECT 1 FROM participants m WHERE m.project_id = c.project_id
                             AND m.member_id = $6 AND m.chat_id = c.id)
           ${order} $5`,
};

/** Who may see what, read once: as a server would keep it. */
async function readTeams(pool) {
  const ask = async (text) => (await pool.query(text)).rows;
  const [sessions, members, departments, channels] = [
    await ask(`SELECT encode(token_hash, 'hex') AS hash, person_id FROM sessions`),
    await ask(`SELECT m.*, p.name FROM members m JOIN persons p ON p.id = m.person_id`),
    await ask(`SELECT d.*, ARRAY(SELECT person_id FROM department_members m
                 WHERE m.project_id = d.project_id AND m.department_id = d.id) AS members
               FROM departments d`),
    await ask('SELECT project_id, id, platform, name FROM channels'),
  ];
  const keyed = (rows, key) => new Map(rows.map((row) => [key(row), row]));
  return {
    sessions: keyed(sessions, ({ hash }) => hash),
    members: keyed(members, (row) => `${row.project_id} ${row.person_id}`),
    departments: keyed(departments, ({ id }) => id),
    channels: keyed(channels, ({ id }) => id),
  };
}

function departmentsSeen(teams, member) {
  const seen = ['0'];
  for (const department of teams.departments.values()) {
    if (department.project_id !== member.project_id) continue;
    const open = department.members.length === 0 || department.members.includes(member.person_id);
    const chief = member.role < 2;
    const barred = member.forbidden_departments.includes(department.id);
    if (chief || (open && !barred)) seen.push(department.id);
  }
  return seen;
}

const time = (at) => at?.toISOString() ?? null;

function shown(teams, project, row) {
  const person = (id) => id && { id, name: teams.members.get(`${project} ${id}`)?.name ?? '' };
  const department = teams.departments.get(row.department_id);
  const channel = teams.channels.get(row.channel_id);
  return {
    id: row.id,
    version: Number(row.version),
    client: {
      ...{ id: row.id, first_name: row.first_name, last_name: row.last_name, country: row.country },
      name: `${row.first_name} ${row.last_name}`.trim(),
      ...{ username: row.username || null, language: row.language, subscribed: row.subscribed },
    },
    channel: { id: channel.id, platform: 'telegram', name: channel.name },
    state: stateNames[row.state],
    responsible: person(row.responsible),
    participants: (row.participants ?? []).map((one) => ({
      ...person(one.id),
      role: one.role === 0 ? 'responsible' : 'added',
    })),
    department: department ? { id: department.id, name: department.name } : null,
    ...{ unread: row.unread, waiting_since: time(row.waiting_since), unclaimed: row.unclaimed },
    ...{ dialog: row.dialog_id, dialogs: row.dialogs, created_at: time(row.created_at) },
    last_message: {
      ...{ id: row.last_message, kind: row.last_kind, content: row.last_content },
      ...{ text: row.last_text, status: row.last_status, created_at: time(row.last_at) },
    },
  };
}

async function serve() {
  const pool = new pg.Pool({ max: Number(options.connections), idleTimeoutMillis: 0 });
  const teams = await readTeams(pool);
  const app = Fastify({ logger: false, keepAliveTimeout: 75_000 });

  app.get('/api/v1/projects/:project/chats', async (request, reply) => {
    const token = /sb_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const session = teams.sessions.get(createHash('sha256').update(token).digest('hex'));
    const { project } = request.params;
    const member = session && teams.members.get(`${project} ${session.person_id}`);
    if (!member) return reply.code(404).send();
    const { tab, department, cursor } = request.query;
    if ((member.forbidden >> permissions[tab]) & 1) return reply.code(403).send();
    const seen = departmentsSeen(teams, member);
    const wanted = department ? seen.filter((id) => id === department) : seen;
    const anywhere = tab === 'mine' && !department;
    const values = [project, states[tab], anywhere ? null : wanted, cursor ?? newest, pageSize + 1];
    const statement = lists[tab] ?? lists.state;
    if (statement !== lists.state) values.push(member.person_id);
    const { rows } = await pool.query(statement, values);
    const page = rows.slice(0, pageSize);
    return {
      items: page.map((row) => shown(teams, project, row)),
      next_cursor: rows.length > pageSize ? page.at(-1).activity : null,
    };
  });

  await app.listen({ host: '127.0.0.1', port: Number(options.port), backlog: 1024 });
  process.send('ready');
}

await runCluster(serve);
