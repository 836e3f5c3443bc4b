-- The state and the views: all of it follows from the journal, the settings and the day.

CREATE TABLE account (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  fold      TEXT NOT NULL,               -- the name as search and matching read it
  facts     TEXT NOT NULL,               -- playbook.facts.AccountFacts as canonical JSON
  standing  TEXT NOT NULL,               -- view: exactly one of playbook.words.Standing (R6)
  dream     INTEGER NOT NULL DEFAULT 0,
  dream_since TEXT,
  verdict   TEXT NOT NULL DEFAULT 'on',  -- view (R1)
  fit       INTEGER,                     -- view 0-100, NULL without a profile
  tier      TEXT NOT NULL DEFAULT 'C',   -- view; moves at import and at the day's start only
  rank      REAL NOT NULL DEFAULT 0,     -- view: fit x tier
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
  next_on   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX account_fold ON account (fold);
CREATE INDEX account_domain ON account (domain) WHERE domain <> '';
CREATE INDEX account_pool ON account (verdict, rank DESC, id) WHERE standing = 'pool';
CREATE INDEX account_dream ON account (dream) WHERE dream = 1;
CREATE INDEX account_proposed ON account (proposed) WHERE proposed <> '';
CREATE INDEX account_standing ON account (standing);
CREATE INDEX account_last ON account (last_on);

CREATE TABLE person (
  id       TEXT PRIMARY KEY,
  account  TEXT NOT NULL,
  name     TEXT NOT NULL,
  fold     TEXT NOT NULL,
  facts    TEXT NOT NULL,                -- playbook.facts.PersonFacts as canonical JSON
  title    TEXT NOT NULL DEFAULT '',
  role     TEXT NOT NULL DEFAULT 'unknown',
  email    TEXT NOT NULL DEFAULT '',
  phone    TEXT NOT NULL DEFAULT '',
  zone     TEXT NOT NULL DEFAULT '',
  gone     INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
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
  grp      INTEGER NOT NULL,             -- place of playbook.words.Group (R33)
  live     INTEGER NOT NULL,             -- 0 while dumped, barred, closed, off profile: not planned
  capped   INTEGER NOT NULL,             -- 0 for promises and openings (R34)
  rank     REAL NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX step_due ON step (live, due, grp);
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
  first    INTEGER NOT NULL DEFAULT 0,   -- the account's first touch (R32)
  verdict  TEXT NOT NULL DEFAULT '',
  minutes  INTEGER NOT NULL DEFAULT 0,
  note     TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_account ON touch (account, on_day DESC, entry DESC);
CREATE INDEX touch_day ON touch (on_day);

CREATE TABLE day_load (                  -- planned live steps a day: World.load
  due    TEXT PRIMARY KEY,
  steps  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE action (                    -- the undo stack, newest id first
  id      TEXT PRIMARY KEY,              -- id of its first entry
  label   TEXT NOT NULL,                 -- "No 23 · Acme Robotics"
  own     INTEGER NOT NULL DEFAULT 1,    -- written by this book's writer
  dead    INTEGER NOT NULL DEFAULT 0,
  decided TEXT NOT NULL                  -- id of the newest undone / redone naming it, else its own
) STRICT, WITHOUT ROWID;

CREATE TABLE source_ref (                -- which list row is which account or person (DESIGN section 2, ids)
  source TEXT NOT NULL,
  kind   TEXT NOT NULL,                  -- account or person
  key    TEXT NOT NULL,
  entity TEXT NOT NULL,
  said   TEXT NOT NULL DEFAULT '{}',     -- what that source said last: fields as canonical JSON
  PRIMARY KEY (source, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_ref_entity ON source_ref (entity);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE asset (id TEXT PRIMARY KEY, title TEXT NOT NULL, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE finder USING fts5(  -- search: rowid is only local
  text, owner UNINDEXED, account UNINDEXED, sort UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TABLE finder_row (owner TEXT PRIMARY KEY, docid INTEGER NOT NULL) STRICT, WITHOUT ROWID;
