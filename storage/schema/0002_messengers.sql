-- Files, pictures, replies, edits, receipts and rules of all messengers.

ALTER TABLE channels
    ADD COLUMN welcome      text NOT NULL DEFAULT '',
    ADD COLUMN message_type text NOT NULL DEFAULT '',
    ADD COLUMN poll_cursor  text NOT NULL DEFAULT '';

ALTER TABLE clients
    ADD COLUMN country      text    NOT NULL DEFAULT '',
    ADD COLUMN photo_source text    NOT NULL DEFAULT '',
    ADD COLUMN photo_blob   bytea,
    ADD COLUMN profiled     boolean NOT NULL DEFAULT false,
    ADD COLUMN came_by      text    NOT NULL DEFAULT '';

-- last_action_at: the client's own; it opens the window of the platforms that have one.
ALTER TABLE chats ADD COLUMN last_action_at timestamptz;
UPDATE chats SET last_action_at = last_at WHERE last_kind = 0;

ALTER TABLE messages
    ADD COLUMN attachments smallint NOT NULL DEFAULT 0,
    ADD COLUMN reply_to    bigint,
    ADD COLUMN quote       text     NOT NULL DEFAULT '',
    ADD COLUMN edited_at   timestamptz,
    ADD COLUMN deleted_at  timestamptz;

-- kind: as messages.content. The bytes are in the blob store, named by their SHA-256.
CREATE TABLE files (
    project_id bigint      NOT NULL,
    id         bigint      NOT NULL,
    kind       smallint    NOT NULL,
    blob       bytea       NOT NULL,
    size       bigint      NOT NULL,
    mime       text        NOT NULL,
    name       text        NOT NULL,
    width      integer     NOT NULL,
    height     integer     NOT NULL,
    duration_s integer     NOT NULL,
    thumbnail  bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (project_id, id)
);

-- state: 0 nothing to fetch, 1 waiting, 2 ready, 3 failed.
CREATE TABLE attachments (
    project_id bigint   NOT NULL,
    chat_id    bigint   NOT NULL,
    message_id bigint   NOT NULL,
    position   smallint NOT NULL,
    kind       smallint NOT NULL,
    state      smallint NOT NULL,
    source     text     NOT NULL,
    name       text     NOT NULL,
    mime       text     NOT NULL,
    size       bigint   NOT NULL,
    width      integer  NOT NULL,
    height     integer  NOT NULL,
    duration_s integer  NOT NULL,
    latitude   double precision,
    longitude  double precision,
    file_id    bigint,
    error      text     NOT NULL,
    PRIMARY KEY (project_id, chat_id, message_id, position)
);

-- What is still to be fetched from the platforms. message_id 0 = the client's photo.
CREATE TABLE fetches (
    project_id bigint      NOT NULL,
    chat_id    bigint      NOT NULL,
    message_id bigint      NOT NULL,
    position   smallint    NOT NULL,
    channel_id bigint      NOT NULL,
    kind       smallint    NOT NULL,
    source     text        NOT NULL,
    name       text        NOT NULL,
    attempts   integer     NOT NULL,
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (project_id, chat_id, message_id, position)
);
CREATE INDEX fetches_due ON fetches (due_at);

-- What the platforms call files of ours that they keep.
CREATE TABLE file_references (
    project_id bigint      NOT NULL,
    channel_id bigint      NOT NULL,
    file_id    bigint      NOT NULL,
    reference  text        NOT NULL,
    until      timestamptz,
    PRIMARY KEY (project_id, channel_id, file_id)
);

-- Who came by a link and wrote nothing yet.
CREATE TABLE arrivals (
    project_id  bigint      NOT NULL,
    channel_id  bigint      NOT NULL,
    external_id text        NOT NULL,
    payload     text        NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (project_id, channel_id, external_id)
);

-- act: 0 send, 1 edit, 2 remove. author: 0 a person, 1 an automation, 2 a broadcast: the order in
-- which they leave.
ALTER TABLE outbox
    ADD COLUMN act    smallint NOT NULL DEFAULT 0,
    ADD COLUMN author smallint NOT NULL DEFAULT 0;
CREATE INDEX outbox_order ON outbox (project_id, channel_id, author, message_id);
