#include "storage/statements.hpp"

namespace switchboard::storage {
namespace {

// Returns what was won; a claim that is missing from the answer was made before.
constexpr statement claim_events{"claim_events", R"(
INSERT INTO inbound (project_id, channel_id, event_key, kind, chat_id, message_id, received_at, raw)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::smallint[], $5::bigint[],
                     $6::bigint[], $7::timestamptz[], $8::bytea[])
ON CONFLICT DO NOTHING
RETURNING channel_id, event_key)"};

constexpr statement put_clients{"put_clients", R"(
INSERT INTO clients (project_id, id, channel_id, external_id, first_name, last_name, username,
                     language, subscribed, created_at, country, photo_source, photo_blob, profiled,
                     came_by)
SELECT project_id, id, channel_id, external_id, first_name, last_name, username, language,
       subscribed, created_at, country, photo_source, decode(nullif(photo_blob, ''), 'hex'),
       profiled, came_by
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[],
            $7::text[], $8::text[], $9::boolean[], $10::timestamptz[], $11::text[], $12::text[],
            $13::text[], $14::boolean[], $15::text[])
  AS n (project_id, id, channel_id, external_id, first_name, last_name, username, language,
        subscribed, created_at, country, photo_source, photo_blob, profiled, came_by)
ON CONFLICT (project_id, id) DO UPDATE SET
  first_name = EXCLUDED.first_name, last_name = EXCLUDED.last_name,
  username = EXCLUDED.username, language = EXCLUDED.language, subscribed = EXCLUDED.subscribed,
  country = EXCLUDED.country, photo_source = EXCLUDED.photo_source,
  photo_blob = EXCLUDED.photo_blob, profiled = EXCLUDED.profiled, came_by = EXCLUDED.came_by)"};

constexpr statement put_chats{"put_chats", R"(
INSERT INTO chats (project_id, id, channel_id, state, responsible, dialog_id, dialogs, unread,
                   waiting_since, unclaimed, activity, last_message, last_kind, last_content,
                   last_status, last_text, last_at, version, created_at, last_action_at,
                   department_id, offered_to, offered_at, turn)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::bigint[],
                     $6::bigint[], $7::integer[], $8::integer[], $9::timestamptz[], $10::boolean[],
                     $11::bigint[], $12::bigint[], $13::smallint[], $14::smallint[],
                     $15::smallint[], $16::text[], $17::timestamptz[], $18::bigint[],
                     $19::timestamptz[], $20::timestamptz[], $21::bigint[], $22::bigint[],
                     $23::timestamptz[], $24::bigint[])
ON CONFLICT (project_id, id) DO UPDATE SET
  state = EXCLUDED.state, responsible = EXCLUDED.responsible, dialog_id = EXCLUDED.dialog_id,
  dialogs = EXCLUDED.dialogs, unread = EXCLUDED.unread, waiting_since = EXCLUDED.waiting_since,
  unclaimed = EXCLUDED.unclaimed, activity = EXCLUDED.activity,
  last_message = EXCLUDED.last_message, last_kind = EXCLUDED.last_kind,
  last_content = EXCLUDED.last_content, last_status = EXCLUDED.last_status,
  last_text = EXCLUDED.last_text, last_at = EXCLUDED.last_at, version = EXCLUDED.version,
  last_action_at = EXCLUDED.last_action_at, department_id = EXCLUDED.department_id,
  offered_to = EXCLUDED.offered_to, offered_at = EXCLUDED.offered_at, turn = EXCLUDED.turn)"};

constexpr statement add_files{"add_files", R"(
INSERT INTO files (project_id, id, kind, blob, size, mime, name, width, height, duration_s,
                   thumbnail, created_at)
SELECT project_id, id, kind, decode(blob, 'hex'), size, mime, name, width, height, duration_s,
       decode(nullif(thumbnail, ''), 'hex'), created_at
FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::bigint[], $6::text[],
            $7::text[], $8::integer[], $9::integer[], $10::integer[], $11::text[],
            $12::timestamptz[])
  AS n (project_id, id, kind, blob, size, mime, name, width, height, duration_s, thumbnail,
        created_at))"};

constexpr statement add_messages{"add_messages", R"(
INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action, author,
                      text, external_id, client_key, error_code, error_text, created_at,
                      attachments, reply_to, quote, edited_at, deleted_at, subject)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::smallint[],
                     $6::smallint[], $7::smallint[], $8::smallint[], $9::bigint[], $10::text[],
                     $11::text[], $12::text[], $13::text[], $14::text[], $15::timestamptz[],
                     $16::smallint[], $17::bigint[], $18::text[], $19::timestamptz[],
                     $20::timestamptz[], $21::bigint[]))"};

constexpr statement set_message_fates{"set_message_fates", R"(
UPDATE messages m
SET status = n.status, error_code = n.error_code, error_text = n.error_text,
    external_id = CASE n.external_id WHEN '' THEN m.external_id ELSE n.external_id END
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::text[], $6::text[],
            $7::text[])
  AS n (project_id, chat_id, id, status, external_id, error_code, error_text)
WHERE m.project_id = n.project_id AND m.chat_id = n.chat_id AND m.id = n.id)"};

constexpr statement edit_messages{"edit_messages", R"(
UPDATE messages m SET text = n.text, edited_at = n.at
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[])
  AS n (project_id, chat_id, id, text, at)
WHERE m.project_id = n.project_id AND m.chat_id = n.chat_id AND m.id = n.id)"};

constexpr statement delete_messages{"delete_messages", R"(
UPDATE messages m SET deleted_at = n.at
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[])
  AS n (project_id, chat_id, id, at)
WHERE m.project_id = n.project_id AND m.chat_id = n.chat_id AND m.id = n.id)"};

constexpr statement set_attachments{"set_attachments", R"(
UPDATE attachments a SET state = n.state, file_id = n.file_id, error = n.error
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::smallint[], $6::bigint[],
            $7::text[])
  AS n (project_id, chat_id, message_id, position, state, file_id, error)
WHERE a.project_id = n.project_id AND a.chat_id = n.chat_id AND a.message_id = n.message_id
  AND a.position = n.position)"};

constexpr statement put_fetches{"put_fetches", R"(
INSERT INTO fetches (project_id, chat_id, message_id, position, channel_id, kind, source, name,
                     attempts, due_at)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::bigint[],
                     $6::smallint[], $7::text[], $8::text[], $9::integer[], $10::timestamptz[])
ON CONFLICT (project_id, chat_id, message_id, position) DO UPDATE SET
  channel_id = EXCLUDED.channel_id, kind = EXCLUDED.kind, source = EXCLUDED.source,
  name = EXCLUDED.name, attempts = EXCLUDED.attempts, due_at = EXCLUDED.due_at)"};

constexpr statement drop_fetches{"drop_fetches", R"(
DELETE FROM fetches f
USING unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[])
  AS n (project_id, chat_id, message_id, position)
WHERE f.project_id = n.project_id AND f.chat_id = n.chat_id AND f.message_id = n.message_id
  AND f.position = n.position)"};

constexpr statement put_arrivals{"put_arrivals", R"(
INSERT INTO arrivals (project_id, channel_id, external_id, payload, at)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[])
ON CONFLICT (project_id, channel_id, external_id) DO UPDATE SET
  payload = EXCLUDED.payload, at = EXCLUDED.at)"};

constexpr statement keep_references{"keep_references", R"(
INSERT INTO file_references (project_id, channel_id, file_id, reference, until)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[])
ON CONFLICT (project_id, channel_id, file_id) DO UPDATE SET
  reference = EXCLUDED.reference, until = EXCLUDED.until)"};

constexpr statement drop_references{"drop_references", R"(
DELETE FROM file_references r
USING unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS n (project_id, channel_id, file_id)
WHERE r.project_id = n.project_id AND r.channel_id = n.channel_id AND r.file_id = n.file_id)"};

constexpr statement open_dialogs{"open_dialogs", R"(
INSERT INTO dialogs (project_id, chat_id, id, opened_at)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[]))"};

constexpr statement close_dialogs{"close_dialogs", R"(
UPDATE dialogs d SET closed_at = n.at, closed_by = n.by
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[])
  AS n (project_id, chat_id, id, at, by)
WHERE d.project_id = n.project_id AND d.chat_id = n.chat_id AND d.id = n.id)"};

constexpr statement drop_all_participants{"drop_participants", R"(
DELETE FROM participants p
USING unnest($1::bigint[], $2::bigint[]) AS n (project_id, chat_id)
WHERE p.project_id = n.project_id AND p.chat_id = n.chat_id)"};

constexpr statement put_participants{"put_participants", R"(
INSERT INTO participants (project_id, member_id, chat_id, role)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[])
ON CONFLICT (project_id, member_id, chat_id) DO UPDATE SET role = EXCLUDED.role)"};

constexpr statement put_timers{"put_timers", R"(
INSERT INTO timers (project_id, chat_id, kind, generation, due_at)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::timestamptz[])
ON CONFLICT (project_id, chat_id, kind) DO UPDATE SET
  generation = EXCLUDED.generation, due_at = EXCLUDED.due_at)"};

constexpr statement drop_timers{"drop_timers", R"(
DELETE FROM timers t
USING unnest($1::bigint[], $2::bigint[], $3::smallint[]) AS n (project_id, chat_id, kind)
WHERE t.project_id = n.project_id AND t.chat_id = n.chat_id AND t.kind = n.kind)"};

constexpr statement put_outboxes{"put_outbox", R"(
INSERT INTO outbox (project_id, channel_id, chat_id, message_id, act, author, state, attempts)
SELECT n.*, 0, 0 FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[],
                             $5::smallint[], $6::smallint[]) AS n
ON CONFLICT (project_id, channel_id, message_id) DO UPDATE SET
  act = EXCLUDED.act, author = EXCLUDED.author, state = EXCLUDED.state,
  attempts = EXCLUDED.attempts)"};

constexpr statement mark_all_sending{"mark_sending", R"(
UPDATE outbox o SET state = 1
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS n (project_id, channel_id, message_id)
WHERE o.project_id = n.project_id AND o.channel_id = n.channel_id
  AND o.message_id = n.message_id)"};

constexpr statement mark_all_queued{"mark_queued", R"(
UPDATE outbox o SET state = 0, attempts = o.attempts + 1
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS n (project_id, channel_id, message_id)
WHERE o.project_id = n.project_id AND o.channel_id = n.channel_id
  AND o.message_id = n.message_id)"};

constexpr statement drop_outboxes{"drop_outbox", R"(
DELETE FROM outbox o
USING unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS n (project_id, channel_id, message_id)
WHERE o.project_id = n.project_id AND o.channel_id = n.channel_id
  AND o.message_id = n.message_id)"};

constexpr statement count_all_chats{"count_chats", R"(
INSERT INTO tab_counters AS t (project_id, state, member_id, department_id, chats)
SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[])
ON CONFLICT (project_id, state, member_id, department_id) DO UPDATE SET
  chats = t.chats + EXCLUDED.chats)"};

constexpr statement set_channels_health{"set_channel_health", R"(
UPDATE channels c
SET state = n.state, problem = n.problem, last_error = n.last_error,
    last_error_at = coalesce(n.last_error_at, c.last_error_at),
    last_inbound_at = coalesce(n.last_inbound_at, c.last_inbound_at)
FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::timestamptz[],
            $7::timestamptz[])
  AS n (project_id, id, state, problem, last_error, last_error_at, last_inbound_at)
WHERE c.project_id = n.project_id AND c.id = n.id)"};

constexpr statement set_poll_cursors{"set_poll_cursors", R"(
UPDATE channels c SET poll_cursor = n.cursor
FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS n (project_id, id, cursor)
WHERE c.project_id = n.project_id AND c.id = n.id)"};

// The tags come as arrays in text: unnest would take an array of arrays apart to its elements.
constexpr statement put_cards{"put_cards", R"(
WITH n AS (
  SELECT project_id, client_id, status, email, phone, phone_digits, sex, country, city, address,
         notes, tags::text[] AS tags, variables::jsonb AS variables, version
  FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[],
              $7::smallint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
              $13::text[], $14::bigint[])
    AS n (project_id, client_id, status, email, phone, phone_digits, sex, country, city, address,
          notes, tags, variables, version)
), named AS (
  INSERT INTO tags (project_id, name)
  SELECT DISTINCT n.project_id, t.name FROM n CROSS JOIN unnest(n.tags) AS t (name) ORDER BY 1, 2
  ON CONFLICT DO NOTHING
)
INSERT INTO client_cards (project_id, client_id, status, email, phone, phone_digits, sex, country,
                          city, address, notes, tags, variables, version)
SELECT * FROM n
ON CONFLICT (project_id, client_id) DO UPDATE SET
  status = EXCLUDED.status, email = EXCLUDED.email, phone = EXCLUDED.phone,
  phone_digits = EXCLUDED.phone_digits, sex = EXCLUDED.sex, country = EXCLUDED.country,
  city = EXCLUDED.city, address = EXCLUDED.address, notes = EXCLUDED.notes, tags = EXCLUDED.tags,
  variables = EXCLUDED.variables, version = EXCLUDED.version)"};

constexpr statement add_card_changes{"add_card_changes", R"(
INSERT INTO client_changes (project_id, client_id, id, by, field, before, after, created_at)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[],
                     $6::text[], $7::text[], $8::timestamptz[]))"};

constexpr statement add_client_sources{"add_client_sources", R"(
INSERT INTO client_sources (project_id, client_id, id, payload, link, google_id, utm, created_at)
SELECT project_id, client_id, id, payload, link, google_id, utm::jsonb, created_at
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[],
            $7::text[], $8::timestamptz[])
  AS n (project_id, client_id, id, payload, link, google_id, utm, created_at))"};

} // namespace

const std::array<statement, change_kinds> statements{
    claim_events,          put_clients,         put_chats,        add_files,
    add_messages,          set_message_fates,   edit_messages,    delete_messages,
    set_attachments,       put_fetches,         drop_fetches,     put_arrivals,
    keep_references,       drop_references,     open_dialogs,     close_dialogs,
    drop_all_participants, put_participants,    put_timers,       drop_timers,
    put_outboxes,          mark_all_sending,    mark_all_queued,  drop_outboxes,
    count_all_chats,       set_channels_health, set_poll_cursors, put_cards,
    add_card_changes,      add_client_sources};

const statement add_attachments{"add_attachments", R"(
INSERT INTO attachments (project_id, chat_id, message_id, position, kind, state, source, name, mime,
                         size, width, height, duration_s, latitude, longitude, file_id, error)
SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::smallint[],
                     $6::smallint[], $7::text[], $8::text[], $9::text[], $10::bigint[],
                     $11::integer[], $12::integer[], $13::integer[], $14::float8[], $15::float8[],
                     $16::bigint[], $17::text[]))"};

} // namespace switchboard::storage
