"""The kernel: what every deed leaves behind, and how a write happens exactly once.

Words: a *fact* is what was done (past tense, plain values); the *journal* keeps facts for ever,
hash-chained per community; an *idempotency key* makes a repeated request harmless; a *refusal* is a
sentence fit for a resident.

Invariants: the journal is only ever added to (the database refuses the rest); one action records
one fact in its own transaction; nothing here knows a domain word.
"""
