"""Reads of projects: the one door to each, the figures of a page, the public board, what waits."""

from __future__ import annotations

from linli.practices.projects.queries.board import Row, projects_at, row_for
from linli.practices.projects.queries.opening import missing_for_opening
from linli.practices.projects.queries.page import Page, page_of
from linli.practices.projects.queries.rows import (
    CHOOSERS,
    Chooser,
    Roll,
    changes_of,
    last_envelope_at,
    lines_of,
    own_interest,
    payment_for,
    payments_of,
    project_for,
    quotes_of,
    roll_of,
    settle,
    settlement_of,
)
from linli.practices.projects.queries.waiting import waiting_for

__all__ = [
    "CHOOSERS",
    "Chooser",
    "Page",
    "Roll",
    "Row",
    "changes_of",
    "last_envelope_at",
    "lines_of",
    "missing_for_opening",
    "own_interest",
    "page_of",
    "payment_for",
    "payments_of",
    "project_for",
    "projects_at",
    "quotes_of",
    "roll_of",
    "row_for",
    "settle",
    "settlement_of",
    "waiting_for",
]
