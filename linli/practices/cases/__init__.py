"""Cases: what somebody asks of the neighbourhood, from the first word to "yes, it is solved".

Words: a *case* (matter) is raised by its *reporter*, also through a steward or worker who enters
it at the door; whoever takes it on first *leads* it to the end (B4, F23); it can be *handed* to
the council of the courtyard; an *answer* closes it only when the reporter *confirms* (K42).

Invariants: every case has a number, and from the first hand on one lead; an open case always has
a next date; only the reporter says that it is solved; titles hold no names, so that counts can
travel upwards.
"""
