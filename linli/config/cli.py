"""The `linli` command: our own words, and Django's commands passed through.

Every command honours DATA and DATABASE_URL; `docs/operations.md` lists the rest.
"""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from linli.config import env

WORDS = """\
linli COMMAND

  demo              serve the demonstration: invented people on a real tree (FRESH=1: anew)
  serve             serve what is in DATA, or in DATABASE_URL
  prepare           make ready what is not, as `serve` does at each start
  check             look the server over; every finding comes with what to do
  places load FILE  load official divisions into the tree of places
  plan-beats        propose which households each steward looks after, from a file
  norms             print the numbers of law and policy in force, each with its source
  flows             print which deed sets off which
  deeds             print who may do what
  journal           check the chains of the journal
  tidy              remove what has served its time; run it once a day
  messages          collect the words of every page for translation, and compile them

Settings come from the environment: DATA, DATABASE_URL, HOST, PORT …, see docs/operations.md.
`linli help` lists Django's own commands, `linli COMMAND --help` explains one.
"""
STOPPED = 130  # what a shell expects of a program that was told to stop by Ctrl-C


def main() -> None:
    """This will run one command; a wrong setting stops it with a sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    words = sys.argv[1:]
    if not words:
        print(WORDS, end="")
        return
    try:
        execute_from_command_line(["linli", *completed(words)])
    except env.WrongSetting as wrong:
        sys.exit(f"linli: {wrong}")
    except KeyboardInterrupt:
        sys.exit(STOPPED)


def completed(words: list[str]) -> list[str]:
    """Return the words of a command with what it always means; `demo` switches DEMO on."""
    command, *rest = words
    if command == "demo":
        os.environ["DEMO"] = "1"
        if env.flag("FRESH") and "--fresh" not in rest:
            rest.append("--fresh")
    if command == "check" and "--database" not in rest:
        rest += ["--database", "default"]
    return [command, *rest]


if __name__ == "__main__":
    main()
