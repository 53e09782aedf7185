"""People: who they are, where they live and own, which posts they hold, and what they may do.

Words: a *person* may have an *account* to sign in with; a *residence* ties a person to a household,
an *ownership* to its area; a *post* is dated and held at a place. A *hat* is one capacity somebody
may act in (a post or a residence); one person, many hats, one at a time.

Invariants: deny by default (`authority.may` reads one table); strangers get 404; personal fields
are masked, and opening one is recorded with its reason. Party membership is not held at all (K24).
"""
