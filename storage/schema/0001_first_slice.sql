-- Accounts, projects, channels, chats and everything that waits. Times are UTC; ids are made in
-- the program.

CREATE TABLE accounts (
    id         bigint      PRIMARY KEY,
    created_at timestamptz NOT NULL
);

CREATE TABLE persons (
    id            bigint      PRIMARY KEY,
    account_id    bigint      NOT NULL REFERENCES accounts,
    email         text        NOT NULL,
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    locale        text        NOT NULL,
    created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX persons_email ON persons (lower(email));

CREATE TABLE sessions (
    token_hash bytea       PRIMARY KEY,
    person_id  bigint      NOT NULL REFERENCES persons,
    csrf_token text        NOT NULL,
    user_agent text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE projects (
    id         bigint      PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES accounts,
    name       text        NOT NULL,
    time_zone  text        NOT NULL,
    created_at timestamptz NOT NULL
);

-- role: 0 owner, 1 administrator, 2 manager
CREATE TABLE members (
    project_id bigint      NOT NULL REFERENCES projects,
    person_id  bigint      NOT NULL REFERENCES persons,
    role       smallint    NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, person_id)
);
CREATE INDEX members_person ON members (person_id);

-- What a write with an Idempotency-Key made, so that its repeat answers the same.
CREATE TABLE idempotency (
    person_id  bigint      NOT NULL,
    key        text        NOT NULL,
    operation  text        NOT NULL,
    made_id    bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, operation, key)
);

-- platform: 0 telegram; mode: 0 webhook, 1 polling; state: 0 connected, 1 broken, 2 disconnected.
-- token and secret are sealed with the installation's key.
CREATE TABLE channels (
    project_id      bigint      NOT NULL REFERENCES projects,
    id              bigint      NOT NULL,
    platform        smallint    NOT NULL,
    external_id     text        NOT NULL,
    name            text        NOT NULL,
    username        text        NOT NULL,
    hook_key        text        NOT NULL UNIQUE,
    token           bytea       NOT NULL,
    secret          bytea       NOT NULL,
    mode            smallint    NOT NULL,
    state           smallint    NOT NULL,
    problem         text        NOT NULL,
    last_error      text        NOT NULL,
    last_error_at   timestamptz,
    last_inbound_at timestamptz,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (project_id, id)
);
-- One account of a platform serves one project of the whole installation.
CREATE UNIQUE INDEX channels_account ON channels (platform, external_id) WHERE state <> 2;

-- A client has exactly one chat, which bears the client's id.
CREATE TABLE clients (
    project_id  bigint      NOT NULL,
    id          bigint      NOT NULL,
    channel_id  bigint      NOT NULL,
    external_id text        NOT NULL,
    first_name  text        NOT NULL,
    last_name   text        NOT NULL,
    username    text        NOT NULL,
    language    text        NOT NULL,
    subscribed  boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (project_id, id),
    UNIQUE (project_id, channel_id, external_id)
);

-- state: 0 new, 1 active, 2 done. activity orders every tab; last_* is what the list row shows.
CREATE TABLE chats (
    project_id        bigint      NOT NULL,
    id                bigint      NOT NULL,
    channel_id        bigint      NOT NULL,
    state             smallint    NOT NULL,
    responsible       bigint,
    dialog_id         bigint      NOT NULL,
    dialogs           integer     NOT NULL,
    unread            integer     NOT NULL,
    waiting_since     timestamptz,
    unclaimed         boolean     NOT NULL,
    activity          bigint      NOT NULL,
    last_message      bigint      NOT NULL,
    last_kind         smallint    NOT NULL,
    last_content      smallint    NOT NULL,
    last_status       smallint    NOT NULL,
    last_text         text        NOT NULL,
    last_at           timestamptz NOT NULL,
    version           bigint      NOT NULL,
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (project_id, id)
) WITH (fillfactor = 80);
CREATE INDEX chats_tab ON chats (project_id, state, activity);

-- Who holds an active chat. role: 0 responsible, 1 added.
CREATE TABLE participants (
    project_id bigint   NOT NULL,
    member_id  bigint   NOT NULL,
    chat_id    bigint   NOT NULL,
    role       smallint NOT NULL,
    PRIMARY KEY (project_id, member_id, chat_id)
);
CREATE INDEX participants_chat ON participants (project_id, chat_id);

CREATE TABLE dialogs (
    project_id bigint      NOT NULL,
    chat_id    bigint      NOT NULL,
    id         bigint      NOT NULL,
    opened_at  timestamptz NOT NULL,
    closed_at  timestamptz,
    closed_by  bigint,
    PRIMARY KEY (project_id, chat_id, id)
);

-- kind: 0 incoming, 1 outgoing, 2 auto, 3 broadcast, 4 note, 5 system.
-- status: 0 none, 1 queued, 2 sending, 3 sent, 4 delivered, 5 read, 6 failed, 7 uncertain.
CREATE TABLE messages (
    project_id  bigint      NOT NULL,
    chat_id     bigint      NOT NULL,
    id          bigint      NOT NULL,
    dialog_id   bigint      NOT NULL,
    kind        smallint    NOT NULL,
    content     smallint    NOT NULL,
    status      smallint    NOT NULL,
    action      smallint    NOT NULL,
    author      bigint,
    text        text        NOT NULL,
    external_id text        NOT NULL,
    client_key  text        NOT NULL,
    error_code  text        NOT NULL,
    error_text  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (project_id, chat_id, id)
);

-- What a woken chat remembers of its last sends; incoming messages have no key and pay nothing.
CREATE INDEX messages_keys ON messages (project_id, chat_id, id) WHERE client_key <> '';

-- Every update a platform delivered, once; its bytes are kept unless the message row says it all.
CREATE TABLE inbound (
    project_id  bigint      NOT NULL,
    channel_id  bigint      NOT NULL,
    event_key   text        NOT NULL,
    kind        smallint    NOT NULL,
    chat_id     bigint,
    message_id  bigint,
    received_at timestamptz NOT NULL,
    raw         bytea,
    PRIMARY KEY (project_id, channel_id, event_key)
);

-- Messages on their way to a platform; a row is gone when the message has its final state.
-- state: 0 queued, 1 sending.
CREATE TABLE outbox (
    project_id bigint      NOT NULL,
    channel_id bigint      NOT NULL,
    message_id bigint      NOT NULL,
    chat_id    bigint      NOT NULL,
    state      smallint    NOT NULL,
    attempts   integer     NOT NULL,
    PRIMARY KEY (project_id, channel_id, message_id)
);

-- kind: 0 unclaimed appeal.
CREATE TABLE timers (
    project_id bigint      NOT NULL,
    chat_id    bigint      NOT NULL,
    kind       smallint    NOT NULL,
    generation bigint      NOT NULL,
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (project_id, chat_id, kind)
);
CREATE INDEX timers_due ON timers (due_at);

-- Chats per state, and active chats per member, kept in the transaction that moves a chat.
-- member_id 0 = all members together.
CREATE TABLE tab_counters (
    project_id bigint   NOT NULL,
    state      smallint NOT NULL,
    member_id  bigint   NOT NULL,
    chats      bigint   NOT NULL,
    PRIMARY KEY (project_id, state, member_id)
);
