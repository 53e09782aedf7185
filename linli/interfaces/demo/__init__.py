"""The demonstration: a real tree of places with invented people, to be tried out by anybody.

Words: the *cast* are the seven people one can go in as; the *panel* is the page that lists them,
moves the demonstration's clock and lets everybody who is not at the keyboard do their part.

Invariants: nothing here exists unless DEMO=1; every name and phone number is invented; what people
do is done through the same actions as on the pages; a real database is never touched.
"""
