"""The portal: the first page of each capacity, the public board, decisions for everybody to read.

Words: a *home* is the first page of a capacity; an *ask* is one thing that waits for whoever looks;
the *board* is what a compound or community shows to everybody; a *line* is one entry of a list.

Invariants: no rule is decided here and nothing is written; what stands on the board is public
already; a home page asks the database at most eight times.
"""
