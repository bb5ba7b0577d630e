-- The first schema. The same text runs on PostgreSQL and on SQLite.
-- Times are milliseconds since 1970 UTC; digests and tag keys are hexadecimal text.

CREATE TABLE latchkey_installation (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  id           TEXT    NOT NULL,
  account_id   TEXT    NOT NULL,
  tag_version  INTEGER NOT NULL,
  oldest_guard INTEGER NOT NULL,
  created_at   BIGINT  NOT NULL
);

-- The one row that every writer locks: so entries are gapless and in commit order.
CREATE TABLE latchkey_head (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  number BIGINT NOT NULL,
  hash   TEXT   NOT NULL
);
INSERT INTO latchkey_head (one, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE latchkey_journal (
  number     BIGINT PRIMARY KEY,
  at         BIGINT NOT NULL,
  actor      TEXT   NOT NULL,
  action     TEXT   NOT NULL,
  account_id TEXT   NOT NULL,
  target     TEXT   NOT NULL,
  detail     TEXT   NOT NULL,
  hash       TEXT   NOT NULL
);
CREATE INDEX latchkey_journal_account ON latchkey_journal (account_id, number);
CREATE INDEX latchkey_journal_target ON latchkey_journal (target, number);

CREATE TABLE latchkey_node (
  id       TEXT PRIMARY KEY,
  name     TEXT   NOT NULL,
  entry    BIGINT NOT NULL,
  lease_ms BIGINT NOT NULL,
  beat_at  BIGINT NOT NULL
);

CREATE TABLE latchkey_tag_key (
  version     INTEGER PRIMARY KEY,
  tag_key     TEXT   NOT NULL,
  check_value TEXT   NOT NULL,
  created_at  BIGINT NOT NULL
);

CREATE TABLE latchkey_account (
  id         TEXT    PRIMARY KEY,
  name       TEXT    NOT NULL,
  api_access BOOLEAN NOT NULL,
  created_at BIGINT  NOT NULL
);

CREATE TABLE latchkey_user (
  id         TEXT    PRIMARY KEY,
  account_id TEXT    NOT NULL REFERENCES latchkey_account (id),
  name       TEXT    NOT NULL,
  scopes     TEXT    NOT NULL,
  enabled    BOOLEAN NOT NULL,
  created_at BIGINT  NOT NULL
);
CREATE INDEX latchkey_user_account ON latchkey_user (account_id, id);

CREATE TABLE latchkey_key (
  id             TEXT    PRIMARY KEY,
  account_id     TEXT    NOT NULL REFERENCES latchkey_account (id),
  owner_id       TEXT             REFERENCES latchkey_user (id),
  name           TEXT    NOT NULL,
  description    TEXT    NOT NULL,
  environment    TEXT    NOT NULL,
  scopes         TEXT    NOT NULL,
  allowed_ips    TEXT    NOT NULL,
  metadata       TEXT    NOT NULL,
  enabled        BOOLEAN NOT NULL,
  not_before     BIGINT,
  expires_at     BIGINT,
  revoked_at     BIGINT,
  revoked_by     TEXT,
  revoked_reason TEXT,
  created_at     BIGINT  NOT NULL,
  created_by     TEXT    NOT NULL,
  version        BIGINT  NOT NULL
);
CREATE INDEX latchkey_key_account_created ON latchkey_key (account_id, created_at, id);
CREATE INDEX latchkey_key_owner_created ON latchkey_key (owner_id, created_at, id);

CREATE TABLE latchkey_secret (
  key_id      TEXT    NOT NULL REFERENCES latchkey_key (id) ON DELETE CASCADE,
  ordinal     INTEGER NOT NULL,
  digest      TEXT    NOT NULL,
  tag_version INTEGER NOT NULL,
  created_at  BIGINT  NOT NULL,
  ends_at     BIGINT,
  PRIMARY KEY (key_id, ordinal)
);
CREATE INDEX latchkey_secret_untagged ON latchkey_secret (key_id) WHERE tag_version = 0;

CREATE TABLE latchkey_label (
  key_id TEXT NOT NULL REFERENCES latchkey_key (id) ON DELETE CASCADE,
  label  TEXT NOT NULL,
  place  INTEGER NOT NULL,
  PRIMARY KEY (key_id, label)
);
CREATE INDEX latchkey_label_label ON latchkey_label (label, key_id);

-- Answers to calls that carried an Idempotency-Key. The guard's role may not read this.
CREATE TABLE latchkey_answer (
  id           TEXT    PRIMARY KEY,
  request_hash TEXT    NOT NULL,
  key_id       TEXT    NOT NULL,
  sealed       TEXT,
  created_at   BIGINT  NOT NULL
);
CREATE INDEX latchkey_answer_created ON latchkey_answer (created_at);
