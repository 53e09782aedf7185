"""Flows: stories that join practices which know nothing of each other, one file a story.

Words: a *handler* reacts to a recorded fact inside the transaction of the deed; a *link*
remembers which thing came of which.

Invariants: a flow decides nothing, it calls the verbs of the practices it joins; an error in a
handler undoes the deed; what another vote or notice is about is none of its business. `linli
flows` prints all.
"""
