"""Types of arguments, with German refusals."""

import math
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from service.i18n import translate as _

MINUTES_PER_HOUR = 60
_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")
_WORDS = {"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2}


class Day(click.ParamType[date]):
    """A day: ``2026-11-02``, ``02.11.2026``, ``heute`` or ``morgen``.

    Words mean the machine's day in Berlin: offices that use this command plan there.
    """

    name = "TAG"

    def convert(
        self,
        value: str | date,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Read the day, or refuse it."""
        if isinstance(value, date):
            return value
        if value.lower() in _WORDS:
            today = datetime.now(ZoneInfo("Europe/Berlin")).date()
            return today + timedelta(days=_WORDS[value.lower()])
        for form in _FORMATS:
            try:
                # A day of the calendar has no time zone.
                return datetime.strptime(value, form).date()  # noqa: DTZ007
            except ValueError:
                continue
        refusal = _("„{value}“ ist kein Tag; erwartet wird 02.11.2026 oder heute.")
        raise click.BadParameter(refusal.format(value=value), ctx, param)


class Minute(click.ParamType[int]):
    """A time of day as minutes: ``07:30``."""

    name = "UHRZEIT"

    def convert(
        self,
        value: str | int,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Read the time, or refuse it."""
        if isinstance(value, int):
            return value
        hours, colon, minutes = value.partition(":")
        if colon and hours.isdecimal() and minutes.isdecimal():
            total = int(hours) * MINUTES_PER_HOUR + int(minutes)
            if int(minutes) < MINUTES_PER_HOUR and total <= 24 * MINUTES_PER_HOUR:
                return total
        refusal = _("„{value}“ ist keine Uhrzeit; erwartet wird 07:30.")
        raise click.BadParameter(refusal.format(value=value), ctx, param)


class FiniteRange(click.FloatRange):
    """A number between two bounds, as click has it, but for "nan": it has no place."""

    def convert(
        self,
        value: float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read the number, or refuse it."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            raise click.BadParameter(str(value), ctx, param)
        return number


class Hours(click.ParamType[float]):
    """Hours, with a comma or a point, or with minutes: ``3,5``, ``3:30``."""

    name = "STUNDEN"

    def convert(
        self,
        value: str | float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read the hours, or refuse them."""
        if isinstance(value, float):
            return value
        hours, colon, minutes = str(value).partition(":")
        clock = colon and hours.isdecimal() and minutes.isdecimal()
        if clock and len(minutes) == len("00") and int(minutes) < MINUTES_PER_HOUR:
            return int(hours) + int(minutes) / MINUTES_PER_HOUR
        digits = str(value).replace(",", ".")
        if digits.replace(".", "", 1).isdecimal() and digits.isascii():
            return float(digits)
        refusal = _(
            "„{value}“ ist keine Zahl von Stunden; erwartet wird 3,5 oder 3:30."
        )
        raise click.BadParameter(refusal.format(value=value), ctx, param)


DAY = Day()
MONTH = click.DateTime(["%Y-%m", "%m.%Y"])
MINUTE = Minute()
HOURS = Hours()
