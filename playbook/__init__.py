"""The rules, as pure functions on frozen values: no clock, no file, nothing but the standard library.

Where each essay lives:

S0 "They're not our profile"        `fit` (R1-R3), `settings.Criterion`, the gate in `persistence.rhythm` (R2),
                                    no limit (R5) in `persistence`, always more (R32) in `ordering`
S1 "Prospecting is exclusive"       `drain` (R24-R25), quiet dumps in `moves.dump` (R28-R30),
                                    one at a time: `block` (R27, R35) and the desk, the look after it: `look` (R43)
S2 "They die or you die"            dream: `silence` (R20), `changes.left` (R21), the reading of a No in `noes` (R18)
S3 "Dump fast and first"            the dump point `gates.my_time` (R26), tickle `persistence.tickle` (R31), pain (R41)
S4 "Persistence"                    the early No `noes.comeback` (R16), call me back `series.callback` (R14),
                                    gone quiet `series.faded` (R15), never a pest `guards` (R11-R13)

How a key becomes a plan:

`words`, `facts`, `bodies`          what is known and what can be said
`outcomes`                          the table of PLAYBOOK section G: one row an outcome
`decide` with `case`                what an outcome does to a plan: `persistence`, `noes`, `series`, `changes`, `gates`
`placement`, `days`                 on which day (R9)
`moves`                             the entries that it becomes
`fold`                              the facts that entries become again
`fit`, `tiers`, `silence`, `drain`, `standing`, `ordering`    views: what follows from facts, settings and today
`phrases`, `cleaning`, `folding`, `document`                  words in, words out
"""
