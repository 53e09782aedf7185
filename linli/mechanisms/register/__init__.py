"""Register: say something in public so that nobody can later change what was said, or when.

Words: a *notice* is put up for a *period*; what it says stands in numbered *versions*, each with a
*fingerprint*; residents raise *objections*, which are answered and *upheld* or not; a notice that
needs it *takes effect* once its period is over.

Invariants: a version is never changed (the database refuses), a revision starts the period anew;
nothing takes effect before its period ends, with an objection unanswered, or with one upheld
against what it says now; the public sees surnames only.
"""
