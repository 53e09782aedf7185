"""Verbs of projects. One function = one transaction = one recorded fact."""

from __future__ import annotations

from linli.practices.projects.actions.building import (
    accept_project,
    name_source,
    record_payment,
    record_scope_change,
    reverse_payment,
    sign_contract,
)
from linli.practices.projects.actions.quoting import (
    choose_quote,
    declare_interest,
    invite_quotes,
    open_project,
    open_quotes,
    register_quote,
)
from linli.practices.projects.actions.standing import (
    BadAmount,
    BadTime,
    HasInterest,
    NothingSaid,
    NotNow,
    NotReady,
    NotYourTurn,
)

__all__ = [
    "BadAmount",
    "BadTime",
    "HasInterest",
    "NotNow",
    "NotReady",
    "NotYourTurn",
    "NothingSaid",
    "accept_project",
    "choose_quote",
    "declare_interest",
    "invite_quotes",
    "name_source",
    "open_project",
    "open_quotes",
    "record_payment",
    "record_scope_change",
    "register_quote",
    "reverse_payment",
    "sign_contract",
]
