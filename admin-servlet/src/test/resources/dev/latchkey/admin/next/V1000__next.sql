-- What a next version might add: a guard of this version has never heard of it.
ALTER TABLE latchkey_key ADD COLUMN note TEXT;
ALTER TABLE latchkey_node ADD COLUMN zone TEXT;
CREATE TABLE latchkey_next (id TEXT PRIMARY KEY, name TEXT NOT NULL);
