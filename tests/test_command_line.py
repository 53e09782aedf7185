"""The `linli` command itself: its words, what it adds, and how it ends."""

from __future__ import annotations

import sys

import pytest

from linli.config import cli, env
from tests.architecture.test_docs import commands


def test_alone_it_names_every_command_of_ours(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["linli"])
    cli.main()
    said = capsys.readouterr().out
    assert {name for name in commands() if f"\n  {name} " not in said} == set()


def test_demo_switches_the_demonstration_on_and_check_looks_at_the_database(monkeypatch):
    monkeypatch.setenv("DEMO", "0")
    monkeypatch.setenv("FRESH", "")
    assert cli.completed(["demo"]) == ["demo"]
    assert env.flag("DEMO")
    monkeypatch.setenv("FRESH", "1")
    assert cli.completed(["demo"]) == ["demo", "--fresh"]
    assert cli.completed(["demo", "--fresh"]) == ["demo", "--fresh"]
    assert cli.completed(["check"]) == ["check", "--database", "default"]
    assert cli.completed(["check", "--database", "x"]) == ["check", "--database", "x"]
    assert cli.completed(["migrate", "-v", "2"]) == ["migrate", "-v", "2"]


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (KeyboardInterrupt(), 130),
        (env.WrongSetting("DEMO='yes': want 1 or 0."), "linli: DEMO='yes': want 1 or 0."),
    ],
)
def test_it_ends_without_a_traceback(monkeypatch, raised, code):
    def fail(_words):
        raise raised

    monkeypatch.setattr(sys, "argv", ["linli", "serve"])
    monkeypatch.setattr(cli, "execute_from_command_line", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch):
    monkeypatch.setenv("DEMO", "")
    assert not env.flag("DEMO")
    assert env.flag("DEMO", default=True)


def test_a_secret_is_made_once_and_kept_from_others(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    made = env.secret("SECRET_KEY", tmp_path / "data")
    assert env.secret("SECRET_KEY", tmp_path / "data") == made
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET_KEY", "given")
    assert env.secret("SECRET_KEY", tmp_path / "data") == "given"


def test_a_secret_whose_making_was_cut_short_is_not_taken(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "secret-key").write_text("")
    with pytest.raises(env.WrongSetting, match="is empty"):
        env.secret("SECRET_KEY", tmp_path)


def test_a_secret_that_cannot_be_kept_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "file").write_text("")
    with pytest.raises(env.WrongSetting, match="See DATA"):
        env.secret("SECRET_KEY", tmp_path / "file" / "data")
