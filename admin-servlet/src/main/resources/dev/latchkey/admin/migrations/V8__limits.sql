-- How often keys work. The same text runs on PostgreSQL and on SQLite.

-- Rates like 100/PT1M, with spaces between several; none is no bound.
ALTER TABLE latchkey_key ADD COLUMN rate TEXT NOT NULL DEFAULT '';
ALTER TABLE latchkey_plan ADD COLUMN key_rate TEXT NOT NULL DEFAULT '';
ALTER TABLE latchkey_plan ADD COLUMN account_rate TEXT NOT NULL DEFAULT '';

-- What was counted for all nodes together, on PostgreSQL. Guards write it; the admin servlet takes away what is over.
CREATE TABLE latchkey_bucket (
  id         TEXT PRIMARY KEY CHECK (length(id) <= 500),
  state      BYTEA,
  expires_at BIGINT
);
CREATE INDEX latchkey_bucket_expires ON latchkey_bucket (expires_at);
