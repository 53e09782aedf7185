"""The one clock, and the demonstration's shift."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.foundation.kernel import clock


def test_the_clock_is_aware_utc_and_not_shifted_outside_the_demonstration(settings, tmp_path):
    settings.DEMO, settings.LINLI_CLOCK_FILE = False, tmp_path / "clock"
    (tmp_path / "clock").write_text("86400")
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(RuntimeError, match="DEMO=1"):
        clock.shift_by(timedelta(days=1))


def test_the_demonstration_runs_ahead_and_shifts_add_up(settings, tmp_path):
    settings.DEMO, settings.LINLI_CLOCK_FILE = True, tmp_path / "deep" / "clock"
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    clock.shift_by(timedelta(days=7))
    clock.shift_by(timedelta(hours=1))
    ahead = clock.now() - datetime.now(UTC)
    assert timedelta(days=7, minutes=59) < ahead < timedelta(days=7, minutes=61)


def test_more_than_a_year_ahead_is_far():
    noon = datetime(2027, 12, 15, 4, tzinfo=UTC)
    assert not clock.is_far(noon.replace(year=2028), noon)  # 366 days: 2028 has a 29 February
    assert clock.is_far(noon.replace(year=2028) + timedelta(seconds=1), noon)
    assert clock.is_far(noon.replace(year=9999), noon)


def test_the_day_is_the_one_of_the_neighbourhood_not_of_utc():
    before_breakfast = datetime(2026, 12, 14, 17, 0, tzinfo=UTC)  # 01:00 in Kunming
    assert clock.day_of(before_breakfast).isoformat() == "2026-12-15"
    assert clock.today() == clock.day_of(clock.now())


def test_a_shift_is_put_in_place_whole(settings, tmp_path):
    settings.DEMO, settings.LINLI_CLOCK_FILE = True, tmp_path / "clock"
    clock.shift_by(timedelta(days=1))
    before = (tmp_path / "clock").stat().st_ino
    clock.shift_by(timedelta(days=1))
    assert (tmp_path / "clock").stat().st_ino != before
    assert [file.name for file in tmp_path.iterdir()] == ["clock"]
