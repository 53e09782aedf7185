"""Voting: freeze a roll and a rule, take ballots, fix one outcome that anyone can recount.

Words: a *vote* asks one question; its *roll* lists the seats that may answer it; a *ballot* is one
seat's answer (approve, oppose, abstain); the *threshold* says what binds; *closing* counts once,
for good.

Invariants: roll, rule and deadline never change after opening, the outcome never after closing,
ballots and roll never at all (the database refuses); one ballot a seat; absence and abstention are
not approval; until the vote is closed nothing and nobody shows how the ballots lean. A ballot is
named: no page shows it, the record keeps it with its seat (ADR 0009).
"""
