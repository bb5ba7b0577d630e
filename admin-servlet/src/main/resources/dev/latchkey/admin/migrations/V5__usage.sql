-- How keys are used. The same text runs on PostgreSQL and on SQLite.

-- What guards tell, each node under numbers of its own: they only add. Without a key it is what proved none,
-- and says until when (last_at) the node has told all. No key is referred to: it may be gone by then.
CREATE TABLE latchkey_use (
  node      TEXT    NOT NULL,
  number    BIGINT  NOT NULL,
  key_id    TEXT,
  ordinal   INTEGER NOT NULL,
  from_at   BIGINT  NOT NULL,
  last_at   BIGINT  NOT NULL,
  outcomes  TEXT    NOT NULL,
  scopes    TEXT    NOT NULL,
  addresses TEXT    NOT NULL,
  address   TEXT    NOT NULL,
  agent     TEXT    NOT NULL,
  PRIMARY KEY (node, number),
  -- Guards may add here: nothing that is added may be out of all proportion.
  CHECK (length(node) <= 100 AND length(key_id) <= 100 AND length(outcomes) <= 1000
    AND length(scopes) <= 20000 AND length(addresses) <= 1000 AND length(address) <= 64
    AND length(agent) <= 32)
);

-- What the admin servlet makes of it. The one row that whoever adds up locks; since when there is anything.
CREATE TABLE latchkey_use_state (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  since BIGINT
);
INSERT INTO latchkey_use_state (one, since) VALUES (1, NULL);

-- Up to which number a node's rows were added up, and until when it has told all.
CREATE TABLE latchkey_use_node (
  node       TEXT   PRIMARY KEY,
  number     BIGINT NOT NULL,
  told_until BIGINT NOT NULL
);

CREATE TABLE latchkey_use_hour (
  key_id   TEXT   NOT NULL REFERENCES latchkey_key (id) ON DELETE CASCADE,
  hour     BIGINT NOT NULL,
  outcome  TEXT   NOT NULL,
  requests BIGINT NOT NULL,
  PRIMARY KEY (key_id, hour, outcome)
);
CREATE INDEX latchkey_use_hour_hour ON latchkey_use_hour (hour, key_id);

-- What proved no key.
CREATE TABLE latchkey_use_unproven (
  node     TEXT   NOT NULL,
  hour     BIGINT NOT NULL,
  outcome  TEXT   NOT NULL,
  requests BIGINT NOT NULL,
  PRIMARY KEY (hour, node, outcome)
);

CREATE TABLE latchkey_use_secret (
  key_id   TEXT    NOT NULL REFERENCES latchkey_key (id) ON DELETE CASCADE,
  ordinal  INTEGER NOT NULL,
  first_at BIGINT  NOT NULL,
  last_at  BIGINT  NOT NULL,
  address  TEXT,
  agent    TEXT,
  PRIMARY KEY (key_id, ordinal)
);
CREATE INDEX latchkey_use_secret_last ON latchkey_use_secret (last_at);

CREATE TABLE latchkey_use_scope (
  key_id   TEXT   NOT NULL REFERENCES latchkey_key (id) ON DELETE CASCADE,
  scope    TEXT   NOT NULL,
  requests BIGINT NOT NULL,
  last_at  BIGINT NOT NULL,
  PRIMARY KEY (key_id, scope)
);

CREATE TABLE latchkey_use_address (
  key_id   TEXT    NOT NULL REFERENCES latchkey_key (id) ON DELETE CASCADE,
  ordinal  INTEGER NOT NULL,
  address  TEXT    NOT NULL,
  first_at BIGINT  NOT NULL,
  last_at  BIGINT  NOT NULL,
  PRIMARY KEY (key_id, ordinal, address)
);
CREATE INDEX latchkey_use_address_last ON latchkey_use_address (last_at);
