"""How numbers, money, areas and moments are written for people, in the active language.

Moments come as aware datetimes and are shown in the current time zone (Asia/Shanghai). Functions
that need to know what time it is take `now`; the filters of `jinja` read the clock for them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def number(value: int) -> str:
    """Return a whole number with its thousands apart: 12,240."""
    return f"{value:,}".replace("-", "−")


def money(fen: int) -> str:
    """Return an amount in full, for tables: 36,000.00 元."""
    return _signed(fen, _("¥%(amount)s") % {"amount": f"{abs(fen) // 100:,}.{abs(fen) % 100:02d}"})


def money_prose(fen: int) -> str:
    """Return an amount as one says it: 3.6 万元, 860 元; cents only where there are some."""
    size = abs(fen)
    if _chinese() and size >= 1_000_000 and size % 10_000 == 0:
        tens = f"{size // 1_000_000:,}.{size % 1_000_000 // 10_000:02d}".rstrip("0").rstrip(".")
        return _signed(fen, f"{tens} 万元")
    if size % 100:
        return money(fen)
    return _signed(fen, _("¥%(amount)s") % {"amount": f"{size // 100:,}"})


def area(hundredths: int, places: int = 2) -> str:
    """Return a floor area given in whole 0.01 m²: 88.17 ㎡. `places` is 2 or 0 (rounded down)."""
    whole = f"{hundredths // 100:,}"
    shown = f"{whole}.{hundredths % 100:02d}" if places else whole
    return _("%(area)s m²") % {"area": shown}


def percent(value: int | Fraction, total: int = 1) -> str:
    """Return a share as whole percent, rounded down: what falls short looks short."""
    if total == 0:
        return "0%"
    return f"{Fraction(value) * 100 / total // 1}%"


def day(moment: date | datetime) -> str:
    """Return a day with its year: 2026年12月15日."""
    return date_format(_local(moment), pgettext("date format", "j M Y"))


def when(moment: datetime, *, now: datetime) -> str:
    """Return a moment; the year only if it is not the present one: 12月15日 18:00."""
    local = timezone.localtime(moment)
    return f"{_short_day(local, now)} {local:%H:%M}"


def deadline(moment: datetime, *, now: datetime) -> str:
    """Return a moment with its weekday, as deadlines want it: 12月15日（周二）18:00."""
    local = timezone.localtime(moment)
    return _("%(weekday)s %(date)s %(time)s") % {
        "weekday": weekday(local),
        "date": _short_day(local, now),
        "time": f"{local:%H:%M}",
    }


def weekday(moment: date | datetime) -> str:
    """Return the short name of a day of the week: 周二."""
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )[_local(moment).weekday()]


def ago(moment: datetime, *, now: datetime) -> str:
    """Return how long ago something was: 3 天前; a day once it is a month old."""
    gone = now - moment
    if gone < MINUTE:
        return _("just now")
    if gone < HOUR:
        minutes = gone // MINUTE
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    if gone < DAY:
        hours = gone // HOUR
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    if gone < 30 * DAY:
        days = gone // DAY
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return day(moment)


def left(moment: datetime, *, now: datetime) -> str:
    """Return how much time is left: 还剩 3 天; hours within two days, minutes in the last hour."""
    rest = moment - now
    if rest <= timedelta(0):
        return _("time is up")
    if rest >= 2 * DAY:
        days = rest // DAY
        return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    if rest >= HOUR:
        hours = rest // HOUR
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    minutes = max(1, rest // MINUTE)
    return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}


def seconds_left(moment: datetime, *, now: datetime) -> int:
    """Return the whole seconds until a moment, negative once it has passed."""
    return (moment - now) // timedelta(seconds=1)


def countdown_words() -> str:
    """Return the seven sentences of `left` for app.js, one and many, parted by `|`."""
    # Two forms are enough: no language of the product has a third.
    pairs = [ngettext("%(n)d day left", "%(n)d days left", count) for count in (1, 2)]
    pairs += [ngettext("%(n)d hour left", "%(n)d hours left", count) for count in (1, 2)]
    pairs += [ngettext("%(n)d minute left", "%(n)d minutes left", count) for count in (1, 2)]
    return "|".join([*pairs, _("time is up")])


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def _short_day(local: datetime, now: datetime) -> str:
    if local.year == timezone.localtime(now).year:
        return date_format(local, pgettext("date format", "j M"))
    return day(local)


def _signed(amount: int, shown: str) -> str:
    return f"−{shown}" if amount < 0 else shown


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")
