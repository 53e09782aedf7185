"""Stewardship: which steward looks after which households.

Words: a *walk* is the floors of one street or compound in the order a steward climbs them; a
*beat* is a piece of the walk that one steward looks after; a *stairwell* is a unit of a building
as the walk passes it; a beat is *out of norm* when it has fewer or more households than the norm
of its kind of place.

Invariants: every household lies in exactly one beat; a beat is one piece of the walk; what cannot
meet the norm is named and left to the community, never refused; the same walk gets the same plan.
Rows: K11 K12 K13 K14 of practice.md.
"""
