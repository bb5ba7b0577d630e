-- What several nodes need to keep one truth. The same text runs on PostgreSQL and on SQLite.

-- The promise of this installation; the next start of the admin servlet sets it.
ALTER TABLE latchkey_installation ADD COLUMN lease_ms BIGINT;
ALTER TABLE latchkey_installation ADD COLUMN grace_ms BIGINT;

-- Which primary wrote last, and from when on its nodes may be unknown to it: a replica that took over
-- may have missed the registration of some.
ALTER TABLE latchkey_head ADD COLUMN timeline TEXT NOT NULL DEFAULT '';
ALTER TABLE latchkey_head ADD COLUMN doubted_at BIGINT NOT NULL DEFAULT 0;

-- A row counts until nobody has seen its beats change for as long as its node may serve.
ALTER TABLE latchkey_node ADD COLUMN grace_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE latchkey_node ADD COLUMN beats BIGINT NOT NULL DEFAULT 0;

-- Entries that the database has lost and a node still knows: the admin servlet writes again what they
-- took away. Nodes only add to it.
CREATE TABLE latchkey_proposal (
  hash       TEXT   PRIMARY KEY,
  number     BIGINT NOT NULL,
  at         BIGINT NOT NULL,
  actor      TEXT   NOT NULL,
  action     TEXT   NOT NULL,
  account_id TEXT   NOT NULL,
  target     TEXT   NOT NULL,
  detail     TEXT   NOT NULL,
  node       TEXT   NOT NULL,
  told_at    BIGINT NOT NULL,
  done_at    BIGINT,
  -- Guards may add here: nothing that is added may be out of all proportion.
  CHECK (length(actor) <= 1000 AND length(action) <= 200 AND length(account_id) <= 1000
    AND length(target) <= 1000 AND length(detail) <= 1000000 AND length(node) <= 1000)
);

