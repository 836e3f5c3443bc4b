-- The book: the journal is the truth; every other table is dropped and rebuilt by `notyet doctor --rebuild`.
-- Readable with any SQLite from 3.38. One file = one team (SYNC section 4).

CREATE TABLE entry (
  seq    INTEGER PRIMARY KEY,            -- local order of arrival, never of truth
  id     TEXT NOT NULL UNIQUE,           -- UUIDv7 that is a hybrid logical clock: the order of the fold
  writer TEXT NOT NULL,                  -- this machine (envelope: may change at a fork)
  wseq   INTEGER NOT NULL,               -- its gap-free counter (envelope)
  actor  TEXT NOT NULL DEFAULT '',       -- the rep
  action TEXT NOT NULL,                  -- one key press, one import: what one undo takes back
  at     TEXT NOT NULL,                  -- wall time with offset, for people
  kind   TEXT NOT NULL,
  entity TEXT NOT NULL DEFAULT '',       -- an account or a person; '' for the whole book
  body   TEXT NOT NULL,                  -- canonical JSON with a version
  UNIQUE (writer, wseq)
) STRICT;
CREATE INDEX entry_entity ON entry (entity, id);
CREATE INDEX entry_action ON entry (action);
CREATE INDEX entry_kind ON entry (kind, id) WHERE kind NOT IN ('touch.logged', 'account.added', 'person.added');
-- No index over json_extract: trusted_schema = OFF forbids it. Touches of a person are found through the touch table.

CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER entry_is_fixed BEFORE UPDATE OF seq, id, actor, action, at, kind, entity ON entry
BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
CREATE TRIGGER entry_body_is_fixed BEFORE UPDATE OF body ON entry
WHEN NEW.body <> '{}' OR NOT EXISTS (
  SELECT 1 FROM entry AS erased WHERE erased.kind = 'entity.erased' AND erased.entity IN (OLD.entity, OLD.id))
BEGIN SELECT RAISE(ABORT, 'a body is only blanked by an erasure'); END;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
