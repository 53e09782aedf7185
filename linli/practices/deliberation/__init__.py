"""Deliberation: a courtyard talks a problem over, makes a plan, and carries it to the council.

Words: a *topic* is a problem put to those concerned; an *opinion* is what somebody said about it; a
*plan* has content and budget lines and is agreed to by seats of the group council; a *pitch* is the
one sheet that introduces it; a *road show* is the community council's session that hears pitches.

Invariants: a plan and its lines never change (a better one is a new version); more than half of all
seats of the group council adopt it, nobody else; no pitch without owners' opinions, none before the
notice of the plan took effect; a vote counts all seats held on the day it opens (C27-C33, K26).
"""
