-- The state and the views: all of it follows from the journal, the settings and the day.
-- Dropped and built again by `notyet doctor --rebuild`, and at open when this text changed.
--
-- How rows are kept (storage/projection.py): one function writes a row for a step, a refold and a rebuild alike, so table
-- dumps are equal. Days are local ISO days, `at` is ISO wall time with offset.
--   first touches of a day (R32): accounts whose first_on is that day; touch rows carry no such mark.
--   day_load is kept by the triggers below: live steps a day, whatever wrote them.
--   finder.sort: '' for accounts and people, the day for a touch's note; owner: account, person or touch entry.

CREATE TABLE account (
  id        TEXT NOT NULL PRIMARY KEY,
  name      TEXT NOT NULL,
  fold      TEXT NOT NULL,               -- the name as search and matching read it
  standing  TEXT NOT NULL,               -- view: exactly one of playbook.words.Standing (R6)
  dream     INTEGER NOT NULL DEFAULT 0,
  dream_since TEXT,
  verdict   TEXT NOT NULL DEFAULT 'on',  -- view (R1)
  fit       INTEGER,                     -- view 0-100, NULL without a profile
  tier      TEXT NOT NULL DEFAULT 'C',   -- view; moves at import and at the day's start only
  tier_said TEXT NOT NULL DEFAULT '',    -- the tier set by hand, '' if it follows from the size
  rank      REAL NOT NULL DEFAULT 0,     -- view: fit x tier
  opens     TEXT NOT NULL DEFAULT '',    -- in the pool: the day to which a known change leads up, '' for none (R22)
  opening   INTEGER NOT NULL DEFAULT 0,  -- view: it is near, which lifts the rank in the pool
  proposed  TEXT NOT NULL DEFAULT '',    -- view: why it waits in the dump queue, '' if it does not (R2, R25)
  drain     REAL NOT NULL DEFAULT 0,     -- view: drain score (R24)
  domain    TEXT NOT NULL DEFAULT '',
  phone     TEXT NOT NULL DEFAULT '',
  city      TEXT NOT NULL DEFAULT '',
  state     TEXT NOT NULL DEFAULT '',
  country   TEXT NOT NULL DEFAULT '',
  zone      TEXT NOT NULL DEFAULT '',    -- IANA, settled at the door (R36)
  industry  TEXT NOT NULL DEFAULT '',
  size      REAL,                        -- what tiers are cut by: spend, else revenue, else employees
  nos       INTEGER NOT NULL DEFAULT 0,
  touches   INTEGER NOT NULL DEFAULT 0,
  first_on  TEXT,
  last_on   TEXT,
  next_on   TEXT,
  tags      TEXT NOT NULL DEFAULT '',    -- folded, a comma before and after each: ',expo,vip,', '' for none (search: tag:vip)
  facts     TEXT NOT NULL                -- playbook.facts.AccountFacts as canonical JSON; last, so what stands before it is read without it
) STRICT;
CREATE INDEX account_fold ON account (fold);
CREATE INDEX account_domain ON account (domain) WHERE domain <> '';
CREATE INDEX account_pool ON account (verdict, opening DESC, rank DESC, id) WHERE standing = 'pool';
CREATE INDEX account_opens ON account (opens, opening) WHERE opens <> '';
CREATE INDEX account_dream ON account (dream) WHERE dream = 1;
CREATE INDEX account_proposed ON account (proposed) WHERE proposed <> '';
CREATE INDEX account_drain ON account (drain) WHERE drain <> 0;
CREATE INDEX account_standing ON account (standing);
CREATE INDEX account_last ON account (last_on DESC, standing, dream, verdict, nos, state, tags, id);  -- search: filters alone, newest first
CREATE INDEX account_nos ON account (nos) WHERE nos > 2;  -- search: those with many No's; the first two of an account write nothing here
CREATE INDEX account_remarked ON account (id) WHERE last_on IS NULL AND (instr(facts, '"remarks":[') > 0 OR instr(facts, '"last_outcome":') > 0);  -- search: who was never touched and may have remarks all the same
CREATE INDEX account_next ON account (next_on, standing) -- how many accounts are due: those whose steps are live
  WHERE standing IN ('working', 'talking', 'pool', 'customer') AND next_on IS NOT NULL;
CREATE INDEX account_first ON account (first_on) WHERE first_on IS NOT NULL;
CREATE INDEX account_size ON account (size) WHERE size IS NOT NULL;

CREATE TABLE trait (                     -- what the proof sums touches by (R4); apart from the account, so a key that moves none of it writes none
  account   TEXT PRIMARY KEY,
  verdict   TEXT NOT NULL,
  signs     TEXT NOT NULL,               -- a sign for each criterion of the profile: playbook.proof.sign
  incumbent TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE standing_count (            -- accounts by standing, kept by the triggers below: no pane counts a whole book
  standing TEXT PRIMARY KEY,
  accounts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER account_comes AFTER INSERT ON account
BEGIN
  INSERT INTO standing_count (standing, accounts) VALUES (NEW.standing, 1)
    ON CONFLICT (standing) DO UPDATE SET accounts = accounts + 1;
END;
CREATE TRIGGER account_goes AFTER DELETE ON account
BEGIN
  UPDATE standing_count SET accounts = accounts - 1 WHERE standing = OLD.standing;
  DELETE FROM standing_count WHERE standing = OLD.standing AND accounts = 0;
END;
CREATE TRIGGER account_turns AFTER UPDATE OF standing ON account WHEN NEW.standing <> OLD.standing
BEGIN
  INSERT INTO standing_count (standing, accounts) VALUES (NEW.standing, 1)
    ON CONFLICT (standing) DO UPDATE SET accounts = accounts + 1;
  UPDATE standing_count SET accounts = accounts - 1 WHERE standing = OLD.standing;
  DELETE FROM standing_count WHERE standing = OLD.standing AND accounts = 0;
END;

CREATE TABLE person (
  id       TEXT NOT NULL PRIMARY KEY,
  account  TEXT NOT NULL,
  name     TEXT NOT NULL,
  fold     TEXT NOT NULL,
  title    TEXT NOT NULL DEFAULT '',
  role     TEXT NOT NULL DEFAULT 'unknown',
  email    TEXT NOT NULL DEFAULT '',
  phone    TEXT NOT NULL DEFAULT '',
  zone     TEXT NOT NULL DEFAULT '',
  gone     INTEGER NOT NULL DEFAULT 0,
  facts    TEXT NOT NULL                 -- playbook.facts.PersonFacts as canonical JSON; last, as in account
) STRICT;
CREATE INDEX person_account ON person (account, id);
CREATE INDEX person_email ON person (email) WHERE email <> '';
CREATE INDEX person_fold ON person (fold);

CREATE TABLE step (                      -- the plan, with what today's order needs on the row itself
  id       TEXT PRIMARY KEY,
  account  TEXT NOT NULL,
  person   TEXT,
  kind     TEXT NOT NULL,
  purpose  TEXT NOT NULL,
  due      TEXT NOT NULL,                -- local day
  at       TEXT,                         -- named hour
  at_zone  TEXT,
  channel  TEXT,
  intent   TEXT NOT NULL,
  gap      INTEGER NOT NULL,
  snoozed  INTEGER NOT NULL DEFAULT 0,
  grp      INTEGER NOT NULL,             -- place of playbook.words.Group (R33)
  live     INTEGER NOT NULL,             -- 0 while dumped, barred, closed, off profile: not planned
  capped   INTEGER NOT NULL,             -- 0 for promises and openings (R34)
  rank     REAL NOT NULL DEFAULT 0       -- the account's rank, for R33
) STRICT, WITHOUT ROWID;
CREATE INDEX step_due ON step (live, due, grp);
CREATE INDEX step_order ON step (live, grp, due, gap, rank, capped, account);  -- today's order without touching a row
CREATE INDEX step_free ON step (due, live, capped) WHERE live = 1 AND capped = 0;  -- promises and openings of a span
CREATE INDEX step_account ON step (account);

CREATE TABLE touch (
  entry    TEXT PRIMARY KEY,
  account  TEXT NOT NULL,
  person   TEXT,
  on_day   TEXT NOT NULL,
  at       TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  reading  TEXT,
  class    TEXT NOT NULL,
  channel  TEXT,
  inbound  INTEGER NOT NULL DEFAULT 0,
  counts   INTEGER NOT NULL DEFAULT 1,
  minutes  INTEGER NOT NULL DEFAULT 0,
  note     TEXT NOT NULL DEFAULT '',
  amended  TEXT,                         -- the entry whose body is read in its place (R39), NULL for its own
  asset    TEXT NOT NULL DEFAULT '',     -- what was given, out of the value library (R13)
  promise  TEXT                          -- the day of the promise that it kept, NULL for none (R4, R10)
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_account ON touch (account, on_day DESC, entry DESC);
CREATE INDEX touch_day ON touch -- all that the numbers of a span count, without touching a row (R4)
  (on_day, account, outcome, reading, channel, inbound, counts, minutes, promise);
CREATE INDEX touch_person ON touch (person, entry) WHERE person IS NOT NULL;
CREATE INDEX touch_given ON touch (account, asset, on_day) WHERE asset <> '';  -- what suits an account: what it got least lately (R13)
CREATE INDEX touch_asset ON touch (asset, on_day DESC, account) WHERE asset <> '';  -- how often, and to whom

CREATE TABLE day_load (                  -- planned live steps a day: World.load
  due    TEXT PRIMARY KEY,
  steps  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER step_comes AFTER INSERT ON step WHEN NEW.live = 1
BEGIN
  INSERT INTO day_load (due, steps) VALUES (NEW.due, 1) ON CONFLICT (due) DO UPDATE SET steps = steps + 1;
END;
CREATE TRIGGER step_goes AFTER DELETE ON step WHEN OLD.live = 1
BEGIN
  UPDATE day_load SET steps = steps - 1 WHERE due = OLD.due;
  DELETE FROM day_load WHERE due = OLD.due AND steps = 0;
END;
CREATE TRIGGER step_turns AFTER UPDATE OF live ON step WHEN NEW.live <> OLD.live
BEGIN
  INSERT INTO day_load (due, steps) VALUES (NEW.due, NEW.live - OLD.live)
    ON CONFLICT (due) DO UPDATE SET steps = steps + excluded.steps;
  DELETE FROM day_load WHERE due = NEW.due AND steps = 0;
END;

CREATE TABLE action (                    -- the undo stack, newest id first
  id      TEXT PRIMARY KEY,              -- id of its first entry
  label   TEXT NOT NULL,                 -- "No 23 · Acme Robotics"
  own     INTEGER NOT NULL DEFAULT 1,    -- written by this book's writer
  dead    INTEGER NOT NULL DEFAULT 0,
  decided TEXT NOT NULL,                 -- id of the newest undone / redone naming it, else its own
  newest  TEXT NOT NULL                  -- its newest entry: a digit joined later empties redo too
) STRICT, WITHOUT ROWID;
CREATE INDEX action_dead ON action (decided) WHERE dead = 1;
CREATE INDEX action_living ON action (own, id) WHERE dead = 0;
CREATE INDEX action_newest ON action (own, newest);

CREATE TABLE alias (                     -- who was merged into whom, from the living merges alone (storage/aliases.py)
  id   TEXT PRIMARY KEY,
  root TEXT NOT NULL,                    -- the one that stands: never an id of this table
  kind TEXT NOT NULL                     -- account or person
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_root ON alias (root);

CREATE TABLE source_ref (                -- which list row is which account or person (DESIGN section 2, ids)
  source TEXT NOT NULL,
  kind   TEXT NOT NULL,                  -- account or person
  key    TEXT NOT NULL,
  entity TEXT NOT NULL,                  -- the root of whom it is about
  said_of TEXT,                          -- whom the list's entry names, where that is another since a merge
  said   TEXT NOT NULL DEFAULT '{}',     -- what that source said last: storage/importing/refs.py
  entry  TEXT NOT NULL,                  -- the `list.said` entry that holds it, where `said` leans on its action; else ''
  UNIQUE (source, kind, key)
) STRICT;                                -- with a rowid: its indexes would else carry the key of each row once more
CREATE INDEX source_ref_entity ON source_ref (entity);
CREATE INDEX source_ref_said_of ON source_ref (said_of) WHERE said_of IS NOT NULL;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE asset (                     -- the value library (R13); facts: playbook.value_library.Asset, gone ones stay for the record
  id TEXT PRIMARY KEY, title TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0, facts TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Search streams `ORDER BY rowid DESC` and never sorts: a change or touch of an account deletes its own row and its people's
-- and writes them anew at the end, so the newest touched stands first; remarks and notes of touches (owner: their entry) stay
-- where they were written. Texts are made by storage/search_text.py (folded).
CREATE VIRTUAL TABLE finder USING fts5(  -- search: rowid is only local
  text, owner UNINDEXED, account UNINDEXED, sort UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE INDEX finder_of ON finder_content (substr(c2, -8));  -- the rows of an account, by the end of its id: where FTS5 keeps text (c0), owner, account
CREATE INDEX finder_named ON finder_content (c3) WHERE c3 = '';  -- the rows that are no remark: of whom nobody spoke to there are no others
CREATE TABLE finder_row (owner TEXT PRIMARY KEY, docid INTEGER NOT NULL) STRICT, WITHOUT ROWID;
