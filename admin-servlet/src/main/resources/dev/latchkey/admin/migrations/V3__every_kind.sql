-- Every kind of credential. The same text runs on PostgreSQL and on SQLite.

-- Whether a key opens anything only by a signature of its holder.
ALTER TABLE latchkey_key ADD COLUMN signed_only BOOLEAN NOT NULL DEFAULT FALSE;

-- What a secret is: opaque, signed, keypair or legacy. Its digest is of the secret, of the whole token, of
-- the public half, or of what another system hashed by the recipe. By a selector a legacy key is found.
ALTER TABLE latchkey_secret ADD COLUMN kind TEXT NOT NULL DEFAULT 'opaque';
ALTER TABLE latchkey_secret ADD COLUMN public_key TEXT;
ALTER TABLE latchkey_secret ADD COLUMN recipe TEXT;
ALTER TABLE latchkey_secret ADD COLUMN salt TEXT;
ALTER TABLE latchkey_secret ADD COLUMN selector TEXT;
CREATE INDEX latchkey_secret_selector ON latchkey_secret (selector) WHERE selector IS NOT NULL;
CREATE UNIQUE INDEX latchkey_secret_pair ON latchkey_secret (digest) WHERE kind = 'keypair';

-- What was accepted once and must not be again. Guards add; the admin servlet takes away what is over.
CREATE TABLE latchkey_nonce (
  id    TEXT   PRIMARY KEY CHECK (length(id) <= 100),
  until BIGINT NOT NULL
);
CREATE INDEX latchkey_nonce_until ON latchkey_nonce (until);

-- The keys that sign tokens, sealed under a key from outside. Guards need none of it.
CREATE TABLE latchkey_signing_key (
  kid             TEXT   PRIMARY KEY,
  algorithm       TEXT   NOT NULL,
  public_jwk      TEXT   NOT NULL,
  sealed          TEXT   NOT NULL,
  created_at      BIGINT NOT NULL,
  signs_from      BIGINT NOT NULL,
  published_until BIGINT
);

-- Secrets that may be shown again, sealed under a key from outside. Guards need none of it.
CREATE TABLE latchkey_sealed_secret (
  key_id  TEXT    NOT NULL,
  ordinal INTEGER NOT NULL,
  sealed  TEXT    NOT NULL,
  PRIMARY KEY (key_id, ordinal),
  FOREIGN KEY (key_id, ordinal) REFERENCES latchkey_secret (key_id, ordinal) ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED -- the copy is sealed where the secret is made, before that is written
);

-- Which legacy secrets were presented, and when first: guards only add.
CREATE TABLE latchkey_first_use (
  key_id  TEXT    NOT NULL,
  ordinal INTEGER NOT NULL,
  told_at BIGINT  NOT NULL,
  PRIMARY KEY (key_id, ordinal),
  FOREIGN KEY (key_id, ordinal) REFERENCES latchkey_secret (key_id, ordinal) ON DELETE CASCADE
);
