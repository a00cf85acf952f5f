-- Who holds a chat, who may see it, who the client is; how people sign in and what they did.

-- totp_secret is sealed; null = one factor. A person with removed_at has left the account.
ALTER TABLE persons
    ADD COLUMN photo_blob     bytea,
    ADD COLUMN totp_secret    bytea,
    ADD COLUMN totp_last_step bigint NOT NULL DEFAULT 0,
    ADD COLUMN removed_at     timestamptz;
DROP INDEX persons_email;
CREATE UNIQUE INDEX persons_email ON persons (lower(email)) WHERE removed_at IS NULL;
CREATE INDEX persons_account ON persons (account_id);

CREATE TABLE recovery_codes (
    person_id bigint NOT NULL REFERENCES persons,
    code_hash bytea  NOT NULL,
    PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE password_resets (
    token_hash bytea       PRIMARY KEY,
    person_id  bigint      NOT NULL REFERENCES persons,
    expires_at timestamptz NOT NULL
);
CREATE INDEX password_resets_person ON password_resets (person_id);

ALTER TABLE sessions
    ADD COLUMN id           bigint,
    ADD COLUMN address      text NOT NULL DEFAULT '',
    ADD COLUMN last_seen_at timestamptz;
UPDATE sessions s SET last_seen_at = s.created_at, id = n.id
FROM (SELECT token_hash, row_number() OVER (ORDER BY created_at, token_hash) AS id FROM sessions) n
WHERE n.token_hash = s.token_hash;
ALTER TABLE sessions ALTER COLUMN id SET NOT NULL, ALTER COLUMN last_seen_at SET NOT NULL;
CREATE UNIQUE INDEX sessions_id ON sessions (id);

-- assignment: 0 by hand, 1 round robin, 2 least loaded. assignment_cap: chats a manager holds at
-- most by assignment; 0 = no cap. A project with deleted_at is being deleted.
ALTER TABLE projects
    ADD COLUMN color             text     NOT NULL DEFAULT '',
    ADD COLUMN logo_blob         bytea,
    ADD COLUMN return_to_manager boolean  NOT NULL DEFAULT false,
    ADD COLUMN assignment        smallint NOT NULL DEFAULT 0,
    ADD COLUMN assignment_cap    integer  NOT NULL DEFAULT 0,
    ADD COLUMN deleted_at        timestamptz;

-- forbidden: a bit for each permission that the member does not have. A member with removed_at is
-- kept for the names in the history.
ALTER TABLE members
    ADD COLUMN forbidden             integer  NOT NULL DEFAULT 0,
    ADD COLUMN forbidden_departments bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN away                  boolean  NOT NULL DEFAULT false,
    ADD COLUMN removed_at            timestamptz;

-- assignment and assignment_cap: null = as the project has it.
CREATE TABLE departments (
    project_id     bigint      NOT NULL REFERENCES projects,
    id             bigint      NOT NULL,
    name           text        NOT NULL,
    assignment     smallint,
    assignment_cap integer,
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX departments_name ON departments (project_id, lower(name));

-- A department with no rows here is open to everybody.
CREATE TABLE department_members (
    project_id    bigint NOT NULL,
    department_id bigint NOT NULL,
    person_id     bigint NOT NULL,
    PRIMARY KEY (project_id, department_id, person_id)
);

-- kind: 0 a channel (its id), 1 what a start link carries. A source leads to one department.
CREATE TABLE department_sources (
    project_id    bigint   NOT NULL,
    kind          smallint NOT NULL,
    source        text     NOT NULL,
    department_id bigint   NOT NULL,
    PRIMARY KEY (project_id, kind, source)
);

-- department_id: 0 = none. offered_to: to whom the responsible has passed the chat, until that
-- person accepts or declines. turn: the last time the chat came to New.
ALTER TABLE chats
    ADD COLUMN department_id bigint NOT NULL DEFAULT 0,
    ADD COLUMN offered_to    bigint,
    ADD COLUMN offered_at    timestamptz,
    ADD COLUMN turn          bigint NOT NULL DEFAULT 0;
UPDATE chats SET turn = dialog_id WHERE state = 0;
DROP INDEX chats_tab;
CREATE INDEX chats_tab ON chats (project_id, state, department_id, activity);
-- Who waits longest: a client who writes again does not go to the end of the line.
CREATE INDEX chats_waiting ON chats (project_id, department_id, turn) WHERE state = 0;

-- participants.role: 2 offered, in nobody's sense a participant yet.
-- timers.kind: 1 an offer that nobody answered.
-- outbox and messages: subject is the other person, or the department, of a system line.
ALTER TABLE messages ADD COLUMN subject bigint;

-- state: 3 = chats that a member is responsible for (department 0).
ALTER TABLE tab_counters ADD COLUMN department_id bigint NOT NULL DEFAULT 0;
ALTER TABLE tab_counters DROP CONSTRAINT tab_counters_pkey;
ALTER TABLE tab_counters ADD PRIMARY KEY (project_id, state, member_id, department_id);
INSERT INTO tab_counters (project_id, state, member_id, department_id, chats)
SELECT project_id, 3, member_id, 0, count(*) FROM participants WHERE role = 0
GROUP BY project_id, member_id;

-- What the staff knows of a client; the row appears with the first change. status: 0 not a client,
-- 1 appealed, 2 interested, 3 desire, 4 client, 5 regular client. sex: 0 unknown, 1 female, 2 male.
-- phone_digits and lower(email) find the same person's clients on other messengers.
CREATE TABLE client_cards (
    project_id   bigint   NOT NULL,
    client_id    bigint   NOT NULL,
    status       smallint NOT NULL,
    email        text     NOT NULL,
    phone        text     NOT NULL,
    phone_digits text     NOT NULL,
    sex          smallint NOT NULL,
    country      text     NOT NULL,
    city         text     NOT NULL,
    address      text     NOT NULL,
    notes        text     NOT NULL,
    tags         text[]   NOT NULL,
    variables    jsonb    NOT NULL,
    version      bigint   NOT NULL,
    PRIMARY KEY (project_id, client_id)
);
CREATE INDEX client_cards_phone ON client_cards (project_id, phone_digits) WHERE phone_digits <> '';
CREATE INDEX client_cards_email ON client_cards (project_id, lower(email)) WHERE email <> '';

CREATE TABLE client_changes (
    project_id bigint      NOT NULL,
    client_id  bigint      NOT NULL,
    id         bigint      NOT NULL,
    by         bigint,
    field      text        NOT NULL,
    before     text        NOT NULL,
    after      text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, client_id, id)
);

-- Where a client came from: one row for each link they came by. utm: an object of texts.
CREATE TABLE client_sources (
    project_id bigint      NOT NULL,
    client_id  bigint      NOT NULL,
    id         bigint      NOT NULL,
    payload    text        NOT NULL,
    link       text        NOT NULL,
    google_id  text        NOT NULL,
    utm        jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, client_id, id)
);
INSERT INTO client_sources (project_id, client_id, id, payload, link, google_id, utm, created_at)
SELECT project_id, id, id, came_by, '', '', '{}', created_at FROM clients WHERE came_by <> '';

-- What a project wants to know of its clients beside the card's own fields.
-- kind: 0 text, 1 number, 2 yes or no, 3 date, 4 one of choices.
CREATE TABLE variables (
    project_id bigint      NOT NULL,
    id         bigint      NOT NULL,
    name       text        NOT NULL,
    kind       smallint    NOT NULL,
    choices    text[]      NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX variables_name ON variables (project_id, lower(name));

-- Tags in use, to choose from.
CREATE TABLE tags (
    project_id bigint NOT NULL,
    name       text   NOT NULL,
    PRIMARY KEY (project_id, name)
);

-- Invitations to a project by a link.
CREATE TABLE invites (
    token_hash bytea       PRIMARY KEY,
    project_id bigint      NOT NULL REFERENCES projects,
    id         bigint      NOT NULL,
    role       smallint    NOT NULL,
    created_by bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX invites_project ON invites (project_id, id);

-- A program's key to a project: it acts for the person who made it, within its scopes (a bit each).
CREATE TABLE api_tokens (
    project_id   bigint      NOT NULL REFERENCES projects,
    id           bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    name         text        NOT NULL,
    token_hash   bytea       NOT NULL UNIQUE,
    scopes       integer     NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (project_id, id)
);

-- Written in the transaction of what it tells. subject: whom or what it was about, as people call
-- it; detail: what changed.
CREATE TABLE audit_log (
    project_id bigint      NOT NULL,
    id         bigint      NOT NULL,
    person_id  bigint,
    action     text        NOT NULL,
    subject    text        NOT NULL,
    detail     text        NOT NULL,
    address    text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, id)
);

-- Mail on its way out; a row is gone when it was handed over or given up.
CREATE TABLE mails (
    id         bigint      PRIMARY KEY,
    recipient  text        NOT NULL,
    subject    text        NOT NULL,
    body       text        NOT NULL,
    attempts   integer     NOT NULL,
    due_at     timestamptz NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX mails_due ON mails (due_at);
