/** Messages of one client: no more than may go to a chat at once (Telegram's sheet). */
export const messagesEach = 3;

const epoch = 1_700_000_000_000;

const texts = [
  'Good afternoon! The parcel left the warehouse this morning, the tracking number is in your account; the courier calls an hour before he comes.',
  'Здравствуйте! Доставка будет завтра с 10 до 14 часов, курьер позвонит заранее.',
  'Yes, we have changed the size to L, nothing else is needed from you 🙏',
  'Спасибо за заказ! 👍',
  'We have asked the courier service what happened and expect their answer until tomorrow noon. If the parcel is not found by then, we send another one at once and you need not pay anything.',
];

/** `ch`: channels with their place; `n`: a client's number in its channel, of $5 clients. */
const channels =
  '(SELECT p AS project, c AS channel, i - 1 AS place' +
  ' FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS u (p, c, i)) ch';
const people = `${channels} CROSS JOIN generate_series(0, $5::int - 1) AS n`;
const clientId = '$4::bigint + n * $6::int + ch.place';
const dialogId = `${clientId} + $5::int * $6::int`;
const firstMessage = '$4::bigint + 2 * $5::int * $6::int';

/**
 * Ten clients take turns until each has its messages, then the next ten: so that a chat's next
 * message is near, and whoever does not keep the order is seen.
 */
const lines = `(SELECT ch.*, m, m / (10 * $7::int) * 10 + m % 10 AS n, m % (10 * $7::int) / 10 + 1 AS seq,
                       ${firstMessage} + m * $6::int + ch.place AS id
                FROM ${channels} CROSS JOIN generate_series(0, $5::int * $7::int - 1) AS m) x`;
const lineText = "($8::text[])[1 + m % cardinality($8::text[])] || ' order #' || seq";

const fills = [
  `INSERT INTO clients (project_id, id, channel_id, external_id, first_name, last_name, username,
                        language, subscribed, created_at, profiled)
   SELECT project, ${clientId}, channel, 1000000000 + n * $6::int + place, 'Ира', 'K' || n, '', 'uk',
          true, now(), true FROM ${people}`,
  `INSERT INTO dialogs (project_id, chat_id, id, opened_at)
   SELECT project, ${clientId}, ${dialogId}, now() FROM ${people}`,
  `INSERT INTO participants (project_id, member_id, chat_id, role)
   SELECT project, $3::bigint, ${clientId}, 0 FROM ${people}`,
  `INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action, author,
                         text, external_id, client_key, error_code, error_text, created_at)
   SELECT project, $4::bigint + n * $6::int + place, id,
          $4::bigint + n * $6::int + place + $5::int * $6::int, 1, 0, 1, 0, $3::bigint, ${lineText},
          '', 'key ' || id, '', '', now() FROM ${lines} ORDER BY id`,
  `INSERT INTO outbox (project_id, channel_id, message_id, chat_id, state, attempts, act, author)
   SELECT project, channel, id, $4::bigint + n * $6::int + place, 0, 0, 0, 0
   FROM ${lines} ORDER BY id`,
  `INSERT INTO chats (project_id, id, channel_id, state, responsible, dialog_id, dialogs, unread,
                      unclaimed, activity, last_message, last_kind, last_content, last_status,
                      last_text, last_at, version, created_at, last_action_at)
   SELECT DISTINCT ON (chat_id) project_id, chat_id, k.channel_id, 1, $3::bigint, dialog_id, 1, 0,
          false, m.id, m.id, 1, 0, 1, left(text, 100), m.created_at, $7::int, m.created_at,
          m.created_at
   FROM messages m JOIN clients k USING (project_id)
   WHERE k.id = m.chat_id ORDER BY chat_id, m.id DESC`,
  `INSERT INTO tab_counters (project_id, state, member_id, department_id, chats)
   SELECT project_id, kind, member, 0, count(*)
   FROM chats CROSS JOIN (VALUES (1, 0::bigint), (1, $3), (3, $3)) AS n (kind, member)
   GROUP BY 1, 2, 3`,
];

/**
 * Takes what an earlier round left out of a contestant's database and puts messages into it as
 * operators have written them: chats that somebody holds, each with some messages queued.
 * `channels`: `{project, id}`; `member`: who wrote; `clients`: of each channel, by tens.
 */
export async function fillOutbox(postgres, database, { channels: all, member, clients }) {
  await postgres.query(
    database,
    `TRUNCATE clients, chats, participants, dialogs, messages, inbound, outbox, timers,
              tab_counters, attachments, fetches`,
  );
  const first = BigInt(Date.now() - epoch - 60_000) << 22n;
  const values = [
    all.map((one) => one.project),
    all.map((one) => one.id),
    member,
    first.toString(),
    clients,
    all.length,
    messagesEach,
    texts,
  ];
  // One connection's parameters are typed by their casts; each statement names all of them.
  const typed =
    'SELECT $1::bigint[], $2::bigint[], $3::bigint, $4::bigint, $5::int, $6::int, $7::int, $8::text[]';
  for (const fill of fills) {
    await postgres.query(database, `WITH unused AS (${typed}) ${fill}`, values);
  }
  await postgres.query(database, 'VACUUM (ANALYZE)');
}

/** What became of them, counted in the database. */
export async function countOutcome(postgres, database) {
  const [row] = await postgres.query(
    database,
    `SELECT count(*)::int AS messages,
            count(*) FILTER (WHERE status = 3)::int AS sent,
            count(DISTINCT nullif(external_id, ''))::int AS external_ids,
            count(*) FILTER (WHERE external_id::bigint < before)::int AS out_of_order,
            (SELECT count(*) FROM outbox)::int AS outbox,
            (SELECT count(*) FROM chats WHERE last_status <> 3)::int AS stale_chats
     FROM (SELECT status, external_id,
                  lag(nullif(external_id, '')::bigint) OVER (PARTITION BY chat_id ORDER BY id) AS before
           FROM messages) m`,
  );
  return row;
}
