-- Whose an account is, and what is left to do after a project was deleted.

-- Who made the account. Being the owner of its projects does not say it: there may be none, and
-- people work in projects of other accounts too.
ALTER TABLE accounts ADD COLUMN owner_id bigint;
UPDATE accounts a SET owner_id =
    (SELECT p.id FROM persons p WHERE p.account_id = a.id ORDER BY p.created_at, p.id LIMIT 1);
CREATE INDEX projects_account ON projects (account_id);
CREATE INDEX projects_deleted ON projects (id) WHERE deleted_at IS NOT NULL;

-- Blobs that something referred to which is gone: they are removed unless something else still
-- does. due_at: not before.
CREATE TABLE loose_blobs (
    blob   bytea       PRIMARY KEY,
    due_at timestamptz NOT NULL
);
CREATE INDEX loose_blobs_due ON loose_blobs (due_at);

-- Blobs are the installation's, not a project's, so whether one is in use is asked across projects.
CREATE INDEX files_blob ON files USING hash (blob);
CREATE INDEX files_thumbnail ON files USING hash (thumbnail) WHERE thumbnail IS NOT NULL;
CREATE INDEX clients_photo ON clients USING hash (photo_blob) WHERE photo_blob IS NOT NULL;
CREATE INDEX persons_photo ON persons USING hash (photo_blob) WHERE photo_blob IS NOT NULL;
CREATE INDEX projects_logo ON projects USING hash (logo_blob) WHERE logo_blob IS NOT NULL;
