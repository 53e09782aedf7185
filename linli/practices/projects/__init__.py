"""Projects: from a decision with a budget to work that is paid for and accepted, in the open.

Words: a *line* is one item of the budget (a cost) or of where it comes from (a source); an
*envelope* is a quote nobody has read yet; a *chooser* is the group leader or a seat of the group
council; a *declaration* says whether a chooser has an interest in a bidder; a *scope change* is
work left out or added; *saved* is budget minus final price, with what was only left out shown
apart.

Invariants: money is whole fen; prices are unknown to the system until the public opening; nobody
with an interest opens, chooses, pays or accepts; no contract above the decided budget; payments
are only ever added (a wrong one is reversed by another). Money is public, people are not.
Rows: C28 C29 C34 C35 F04 F46 K28 K29 of practice.md.
"""
