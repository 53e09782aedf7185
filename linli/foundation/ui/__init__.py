"""Screens: the frame of every page, its parts, and how numbers, dates and money are written.

Words: a *page* is a whole screen, a *fragment* the part that htmx swaps; the *chrome* is what
stands around a page (place, acting person, tabs); *elder view* is the same pages at sizes 25 and
30.

Invariants: every page works without JavaScript; no inline style or script; an icon or a colour
never stands without a word; text sizes, dark and print come from one stylesheet. No domain words
here.
"""
