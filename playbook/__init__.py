"""The rules, as pure functions on frozen values: no clock, no file, nothing but the standard library.

Where each essay lives (`rules` has all forty-five by number, with where a rep meets each):

S0 "They're not our profile"        `fit` (R1), `profiling` (three questions), the gate in `persistence.rhythm` (R2),
                                    no limit (R5) in `persistence` and `spacing` (R8), always more (R32): `pool`,
                                    `relief`, `ordering.weave`; the proof (R4): `proof`
S1 "Prospecting is exclusive"       `drain` (R24-R25), quiet dumps: `dumping` (R28), `reviving` (R29), hours (R30);
                                    one at a time: `block` (R27, R35), the look after it: `look` (R43)
S2 "They die or you die"            dream: `silence` (R20), `long_record` (R23); the person left: `changes.left`,
                                    `changes.follow` (R21); `openings` (R22); the reading of a No: `noes` (R18)
S3 "Dump fast and first"            the dump point `gates.my_time` (R26), tickle `persistence.tickle` (R31),
                                    pain and its questions: `drafting` (R41)
S4 "Persistence"                    the early No `noes.comeback` (R16), call me back `series.callback` and `phrases`
                                    (R14), gone quiet `series.faded` (R15), never a pest `guards` (R11-R13),
                                    something to give: `value_library` (R13), seven years of it: `forecast/`

How a key becomes a plan:

`words`, `facts`, `bodies`          what is known and what can be said
`outcomes`                          the table of PLAYBOOK section G: one row an outcome
`decide` with `case`                what an outcome does to a plan: `persistence`, `noes`, `series`, `changes`, `gates`
`ending`                            what a touch keeps, ends, moves and asks about (R10-R12, R14)
`placement`, `days`                 on which day (R9)
`moves`, `amending`, `lifting`      the entries that it becomes
`fold`                              the facts that entries become again

What follows from facts, settings and today:

`fit`, `tiers`, `silence`, `drain`, `standing`, `ordering`, `proof`, `long_record`
`pool`, `relief`, `spread`, `away`, `leave`     the size of the day: pool, full book, backlog, days off (R32-R37)

Words in, words out: `phrases/`, `cleaning`, `folding`, `settings` with `document/`, `drafting`, `rules`.
"""
