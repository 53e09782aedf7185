"""Places: one dated tree from the city down to the unit, the households in it, and the norms of a
place.

Words: a *place* is a node (city, district, street, community, group, compound, building, unit …); a
*household* is a dwelling under a building or unit; a *grid* overlays the tree; a *beat* is the set
of households one steward looks after; a *norm* is a number of law or policy with its source.

Invariants: kinds and what may stand under what are data; official codes are dated attributes, never
keys; `path` begins with the parent's path; history stays true (rows end, they are not deleted).
"""
