"""The server as a person meets it: ready, refusing in a sentence, ending when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.checks import Error, Warning  # noqa: A004  Django's name

from linli.interfaces.portal import checks, preparing, serving
from linli.interfaces.portal.management.commands.serve import address_of


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def a_server(data: Path, port: int) -> subprocess.Popen[str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DEMO"}}
    return subprocess.Popen(
        [sys.executable, "-m", "linli.config.cli", "serve"],
        env={**kept, "DATA": str(data), "PORT": str(port)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def wait_for(port: int, server: subprocess.Popen[str]) -> None:
    for _ in range(600):
        assert server.poll() is None, server.communicate()[0]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server was not up after a minute")


@pytest.mark.drill
@pytest.mark.parametrize(
    ("number", "whole_group"),
    [(signal.SIGINT, True), (signal.SIGTERM, False)],
    ids=["Ctrl-C in a terminal", "SIGTERM of a supervisor"],
)
def test_it_serves_and_ends_cleanly_when_told(tmp_path, number, whole_group):
    port = a_free_port()
    server = a_server(tmp_path, port)
    try:
        wait_for(port, server)
        second = a_server(tmp_path, port)
        said = second.communicate(timeout=60)[0]
        assert second.returncode == 1
        assert f"PORT={port + 1}" in said
        begun = time.monotonic()
        if whole_group:
            os.killpg(server.pid, number)
        else:
            server.send_signal(number)
        said = server.communicate(timeout=30)[0]
        assert server.returncode == 0, said
        assert time.monotonic() - begun < serving.STOP_SECONDS
        assert "Traceback" not in said
        assert f"http://127.0.0.1:{port}/" in said
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def test_sqlite_has_one_process_and_postgresql_one_a_core(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert serving.workers_for("sqlite") == 1
    assert serving.workers_for("postgresql") == 6
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert serving.workers_for("postgresql") == 1


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://localhost:8000/"),  # noqa: S104  only shown
        ("::", "http://localhost:8000/"),
        ("::1", "http://[::1]:8000/"),
    ],
)
def test_the_address_shown_can_be_opened(host, shown):
    assert address_of(host, 8000) == shown


def test_static_files_are_collected_once_until_they_change(settings, tmp_path, monkeypatch):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    assert preparing.collect_static()
    assert not preparing.collect_static()
    assert list((tmp_path / "static" / "ui").glob("app.*.css"))
    monkeypatch.setattr(preparing, "_mark_of_sources", lambda: "other files")
    assert preparing.collect_static()


@pytest.mark.django_db
def test_preparing_twice_changes_nothing(settings, tmp_path):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    preparing.prepare()
    assert preparing.prepare() == []


@pytest.mark.django_db
def test_a_fault_is_a_sentence_with_its_remedy(monkeypatch):
    found = [
        Error("The floor is wet.", hint="Dry it.", id="x.E001"),
        Warning("It rains.", hint="Wait.", id="x.W001"),
    ]
    monkeypatch.setattr(preparing, "run_checks", lambda **_kwargs: found)
    assert preparing.faults() == ["The floor is wet. Dry it."]


class TestDoctor:
    """What `linli check` says beyond the database."""

    def ids(self, **kwargs):
        return {found.id for found in checks.doctor(databases=["default"], **kwargs)}

    def test_it_stays_quiet_in_every_other_command(self):
        assert checks.doctor(databases=None) == []

    def test_a_folder_that_cannot_be_written_is_an_error(self, settings, tmp_path):
        settings.DATA = tmp_path
        assert "portal.E001" not in self.ids()
        settings.DATA = tmp_path / "nowhere"
        assert "portal.E001" in self.ids()

    @pytest.mark.parametrize(("listed", "missing"), [("Noto Sans CJK SC", False), ("", True)])
    def test_a_missing_font_is_a_warning(self, monkeypatch, listed, missing):
        monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/fc-list")
        done = subprocess.CompletedProcess([], 0, stdout=listed)
        monkeypatch.setattr("subprocess.run", lambda *_args, **_kwargs: done)
        assert ("portal.W001" in self.ids()) is missing

    def test_no_way_to_list_fonts_counts_as_no_font(self, monkeypatch):
        monkeypatch.setattr("shutil.which", lambda _name: None)
        assert "portal.W001" in self.ids()

    def test_a_missing_pango_is_a_warning(self, monkeypatch):
        monkeypatch.setattr("ctypes.util.find_library", lambda name: name)
        assert "portal.W002" not in self.ids()
        monkeypatch.setattr("ctypes.util.find_library", lambda _name: None)
        assert "portal.W002" in self.ids()

    def test_an_unknown_time_zone_is_an_error(self, settings):
        settings.TIME_ZONE = "Asia/Nowhere"
        assert "portal.E002" in self.ids()

    def test_a_clock_that_has_stopped_is_a_warning(self, monkeypatch):
        monkeypatch.setattr(checks, "_BUILT_IN", 9999)
        assert "portal.W003" in self.ids()

    def test_an_open_server_without_https_is_a_warning(self, settings):
        settings.ALLOWED_HOSTS = ["127.0.0.1"]
        assert "portal.W004" not in self.ids()
        settings.ALLOWED_HOSTS = ["linli.example"]
        assert "portal.W004" in self.ids()
        settings.SESSION_COOKIE_SECURE = True
        assert "portal.W004" not in self.ids()

    def test_codes_on_the_terminal_are_a_warning_outside_the_demonstration(self, settings):
        settings.SMS_SENDER = "linli.foundation.people.senders.Console"
        assert "portal.W005" in self.ids()
        settings.DEMO = True
        assert "portal.W005" not in self.ids()
        settings.DEMO, settings.SMS_SENDER = False, "provider.Sender"
        assert "portal.W005" not in self.ids()

    def test_every_finding_comes_with_its_remedy(self, settings, tmp_path):
        settings.ALLOWED_HOSTS, settings.DATA = ["*"], tmp_path / "nowhere"
        assert all(found.hint for found in checks.doctor(databases=["default"]))
