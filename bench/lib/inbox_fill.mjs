import { createHash } from 'node:crypto';

/** Of a project: operators, and how many chats each holds; appeals in New; the rest is done. */
export const shape = { projects: 50, operators: 20, departments: 5 };

/** Ids of rows made here: below all that the program makes, apart from each other. */
const base = { person: 10_000, department: 50_000, chat: 4_000_000_000n, session: 10_000 };
const projectRoom = 10_000_000n;
/** A prime above the chats of any project: strews the order of activity over all of them. */
const strewing = { prime: 1_000_003, factor: 48_271 };
/** Where the load generator begins to count its clients; client c writes to channel c modulo 50. */
const firstClient = 5_000_000_000;

const words =
  'Здравствуйте, когда будет доставка? Номер заказа 2044, оплатили вчера, ответа пока нет.';

/** The rights of operators, by their place in the team: what each is forbidden (TEAM-3). */
const rightsOf = (place) => {
  if (place < 12) return { rights: 'all', forbidden: 0, role: place === 0 ? 1 : 2, barred: false };
  if (place < 15) return { rights: 'no others', forbidden: 1 << 2, role: 2, barred: false };
  if (place < 17) return { rights: 'no done', forbidden: 1 << 3, role: 2, barred: false };
  return { rights: 'no department', forbidden: 0, role: 2, barred: true };
};

const cookieOf = (person) => `bench-${person}-${'x'.repeat(32)}`;
const departmentsOf = (project) =>
  Array.from({ length: shape.departments }, (_, n) => base.department + project * 10 + n);
/** The last department of a project is for its first five operators only. */
const closedTo = 5;

/** Everybody at work, as the crew's file and the list requests want them. */
export function crewOf(projects, { held }) {
  return projects.flatMap(({ id: project }, at) =>
    Array.from({ length: shape.operators }, (_, place) => {
      const { rights, forbidden, role, barred } = rightsOf(place);
      const open = departmentsOf(at).filter((_, n) => {
        const inside = role === 1 || place < closedTo || n < shape.departments - 1;
        return inside && !(barred && n === 0);
      });
      const tabs = ['new', 'mine', 'others', 'done'].filter((_, n) => !((forbidden >> n) & 1));
      const first = firstChat(at) + BigInt(place);
      return {
        ...{ project, at, place, rights, forbidden, role, barred, tabs, departments: open },
        ...{ person: base.person + at * 100 + place },
        cookie: `sb_session=${cookieOf(base.person + at * 100 + place)}`,
        held: Array.from({ length: held }, (_, n) => String(first + BigInt(n * shape.operators))),
      };
    }),
  );
}

const firstChat = (at) => base.chat + BigInt(at) * projectRoom;

/** New chats of no department, by project: what the crew may take. */
export function appealsOf(projects, { active, fresh }) {
  return projects.map(({ id }, at) => ({
    project: id,
    chats: Array.from({ length: fresh }, (_, n) => n + active)
      .filter((n) => n % (shape.departments + 1) === 0)
      .map((n) => String(firstChat(at) + BigInt(n))),
  }));
}

/** $1 project, $2 channel, $3 its place, $4 chats, $5 active ones, $6 new ones, $7 first chat. */
const chatRows = `
  (SELECT n, $7::bigint + n AS id, CASE WHEN n < $5 THEN 1 WHEN n < $5 + $6 THEN 0 ELSE 2 END AS state,
          CASE WHEN n < $5 THEN ${base.person} + $3 * 100 + n % ${shape.operators}
               WHEN n >= $5 + $6 THEN ${base.person} + $3 * 100 + n % 7 END AS holder,
          CASE n % ${shape.departments + 1} WHEN 0 THEN 0
               ELSE ${base.department} + $3 * 10 + n % ${shape.departments + 1} - 1 END AS department,
          $7::bigint * 1000 + n * ${strewing.factor}::bigint % ${strewing.prime} AS activity,
          timestamptz '2026-01-01' + n % 300000 * interval '37 s' AS at
   FROM generate_series(0, $4::int - 1) AS n) x`;

const projectRows = [
  `INSERT INTO clients (project_id, id, channel_id, external_id, first_name, last_name, username,
                        language, subscribed, created_at, profiled)
   SELECT $1, id, $2, ${firstClient} + $3 + n::bigint * ${shape.projects}, 'Ира', 'Коваленко ' || n,
          '', 'uk', true, at, true FROM ${chatRows}`,
  `INSERT INTO chats (project_id, id, channel_id, state, responsible, dialog_id, dialogs, unread,
                      waiting_since, unclaimed, activity, last_message, last_kind, last_content,
                      last_status, last_text, last_at, version, created_at, last_action_at,
                      department_id, turn)
   SELECT $1, id, $2, state, holder, id, 1, 0, CASE state WHEN 0 THEN at END, false, activity,
          activity, 0, 0, 0, '${words}', at, 1, at, at, department, activity FROM ${chatRows}`,
  `INSERT INTO participants (project_id, member_id, chat_id, role)
   SELECT $1, holder, id, 0 FROM ${chatRows} WHERE state = 1`,
  `INSERT INTO dialogs (project_id, chat_id, id, opened_at)
   SELECT $1, id, id, at FROM ${chatRows} WHERE state < 2`,
  `INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action, text,
                         external_id, client_key, error_code, error_text, created_at)
   SELECT $1, id, activity - 100000000 * m, id, 0, 0, 0, 0, '${words}', '', '', '', '', at
   FROM ${chatRows} CROSS JOIN generate_series(0, 4) AS m WHERE state < 2`,
];

const counterRows = `
  INSERT INTO tab_counters (project_id, state, member_id, department_id, chats)
  SELECT project_id, state, 0, department_id, count(*) FROM chats GROUP BY 1, 2, 4
  UNION ALL
  SELECT p.project_id, 1, p.member_id, c.department_id, count(*) FROM participants p
    JOIN chats c ON c.project_id = p.project_id AND c.id = p.chat_id GROUP BY 1, 3, 4
  UNION ALL
  SELECT project_id, 3, member_id, 0, count(*) FROM participants WHERE role = 0 GROUP BY 1, 3`;

const teamRows = [
  `INSERT INTO persons (id, account_id, email, name, password_hash, locale, created_at)
   SELECT person, (SELECT min(id) FROM accounts), 'bench' || person || '@example.com',
          'Operator ' || person, '', 'en', now()
   FROM unnest($1::bigint[]) AS person`,
  `INSERT INTO members (project_id, person_id, role, created_at, forbidden, forbidden_departments)
   SELECT project, person, role, now(), forbidden, CASE WHEN barred = 0 THEN '{}' ELSE ARRAY[barred] END
   FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::int[], $5::bigint[])
     AS u (person, project, role, forbidden, barred)`,
  `INSERT INTO sessions (id, token_hash, person_id, csrf_token, user_agent, address, created_at,
                         last_seen_at, expires_at)
   SELECT ${base.session} + i, decode(hash, 'hex'), person, 'bench', 'bench', '', now(), now(),
          now() + interval '1 day'
   FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS u (person, hash, i)`,
];

const departmentRows = [
  `INSERT INTO departments (project_id, id, name, created_at)
   SELECT $1, d, 'Department ' || d, now() FROM unnest($2::bigint[]) AS d`,
  `INSERT INTO department_members (project_id, department_id, person_id)
   SELECT $1, $2, person FROM unnest($3::bigint[]) AS person`,
];

async function fillTeam(postgres, database, crew) {
  const [persons, members, sessions] = teamRows;
  const column = (name) => crew.map((one) => one[name]);
  const people = column('person');
  const barred = crew.map(({ at, barred }) => (barred ? departmentsOf(at)[0] : 0));
  const hashes = people.map((one) => createHash('sha256').update(cookieOf(one)).digest('hex'));
  const rights = [column('project'), column('role'), column('forbidden'), barred];
  await postgres.query(database, persons, [people]);
  await postgres.query(database, members, [people, ...rights]);
  await postgres.query(database, sessions, [people, hashes]);
}

/** One connection's parameters are typed by their casts; each statement names all of them. */
const typed =
  'WITH unused AS (SELECT $1::bigint, $2::bigint, $3::int, $4::int, $5::int, $6::int, $7::bigint)';

/**
 * Puts teams, departments and chats into the tables of a server that does not run.
 * `projects`: `{id, channel, chats}`; `active`, `fresh`: chats of each that are held, in New.
 */
export async function fillInbox(postgres, database, { projects, active, fresh, crew }) {
  await fillTeam(postgres, database, crew);
  for (const [at, { id, channel, chats }] of projects.entries()) {
    const values = [id, channel, at, chats, active, fresh, String(firstChat(at))];
    for (const fill of projectRows) await postgres.query(database, `${typed} ${fill}`, values);
    const departments = departmentsOf(at);
    await postgres.query(database, departmentRows[0], [id, departments]);
    const inside = crew.filter((one) => one.project === id && one.place < closedTo);
    const people = inside.map(({ person }) => person);
    await postgres.query(database, departmentRows[1], [id, departments.at(-1), people]);
  }
  await postgres.query(database, counterRows);
  await postgres.query(database, 'VACUUM (ANALYZE)');
}
