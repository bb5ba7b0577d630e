-- What the accounts that have a plan may do. The same text runs on PostgreSQL and on SQLite.

-- Guards ask for API access and for the age at which a secret ends; the terms are all of a plan, as the API
-- writes it. A declared plan is one of the settings, which alone change it.
CREATE TABLE latchkey_plan (
  name          TEXT    PRIMARY KEY,
  api_access    BOOLEAN NOT NULL,
  secret_age_ms BIGINT,
  terms         TEXT    NOT NULL,
  declared      BOOLEAN NOT NULL
);

ALTER TABLE latchkey_account ADD COLUMN plan TEXT REFERENCES latchkey_plan (name);
CREATE INDEX latchkey_account_plan ON latchkey_account (plan) WHERE plan IS NOT NULL;
