"""What goes into the log: where something failed and why, never the rows it failed with.

PostgreSQL tells in an error which row it would not take ("DETAIL: Failing row contains …"), and of
a value it cannot read the value itself: words, names and numbers of people.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.db import Error

_QUOTES_VALUES = "22"  # class of SQLSTATE: data exceptions
LEFT_OUT = "(left out of the log: it quotes what was entered)"


class WithoutRows(logging.Formatter):
    """Formats as usual; of an error of the database the traceback keeps the first line, and of one
    about a value its kind only.
    """

    def formatException(self, ei: Any) -> str:  # noqa: N802  the name is the library's
        """Return the traceback without contents of rows."""
        text = super().formatException(ei)
        for error in _chain(ei[1]):
            said = str(error)
            if said and (isinstance(error, Error) or hasattr(error, "sqlstate")):
                text = text.replace(said, _shown(error, said))
        return text


def _shown(error: BaseException, said: str) -> str:
    for each in _chain(error):
        if (getattr(each, "sqlstate", None) or "").startswith(_QUOTES_VALUES):
            return LEFT_OUT
    return said.partition("\n")[0]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Return the error and those it came of; a chain never bites its tail."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
