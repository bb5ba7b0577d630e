-- Who belongs where, and what that lets them do. The same text runs on PostgreSQL and on SQLite.

-- The roles that the settings of the admin servlet declare.
CREATE TABLE latchkey_role (
  name   TEXT    PRIMARY KEY,
  scopes TEXT    NOT NULL,
  single BOOLEAN NOT NULL
);

-- The role that a user has in an account. A role that is not declared any more gives nothing.
CREATE TABLE latchkey_membership (
  user_id    TEXT   NOT NULL REFERENCES latchkey_user (id),
  account_id TEXT   NOT NULL REFERENCES latchkey_account (id),
  role       TEXT   NOT NULL,
  since      BIGINT NOT NULL,
  PRIMARY KEY (user_id, account_id)
);
CREATE INDEX latchkey_membership_account ON latchkey_membership (account_id, user_id);

-- The account whose members have their roles in this one too.
ALTER TABLE latchkey_account ADD COLUMN manager_id TEXT REFERENCES latchkey_account (id);
ALTER TABLE latchkey_account ADD COLUMN managed_since BIGINT;
CREATE INDEX latchkey_account_manager ON latchkey_account (manager_id) WHERE manager_id IS NOT NULL;

-- Whether a key holds whatever its owner holds, in place of scopes of its own.
ALTER TABLE latchkey_key ADD COLUMN owner_scopes BOOLEAN NOT NULL DEFAULT FALSE;
