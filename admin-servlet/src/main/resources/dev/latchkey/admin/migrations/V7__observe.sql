-- What guards that only observe would have refused: a line for each kind of request, node and minute.
-- Guards only add; the admin servlet takes away what is old. The same text runs on PostgreSQL and on SQLite.
CREATE TABLE latchkey_observed (
  id       TEXT   PRIMARY KEY CHECK (length(id) <= 100),
  method   TEXT   NOT NULL CHECK (length(method) <= 16),
  route    TEXT   NOT NULL CHECK (length(route) <= 300),
  reason   TEXT   NOT NULL CHECK (length(reason) <= 40),
  why      TEXT   NOT NULL CHECK (length(why) <= 300),
  address  TEXT   NOT NULL CHECK (length(address) <= 300),
  key_id   TEXT   CHECK (length(key_id) <= 64),
  requests BIGINT NOT NULL CHECK (requests > 0),
  first_at BIGINT NOT NULL,
  last_at  BIGINT NOT NULL CHECK (last_at >= first_at)
);
CREATE INDEX latchkey_observed_last_at ON latchkey_observed (last_at);
