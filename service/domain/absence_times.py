"""Whether days and minutes of an absence make sense."""

from datetime import date

from service.errors import InputFault
from solver.slots import MINUTES_PER_DAY

MAX_DAYS = 3 * 366


def time_faults(
    first_day: date,
    last_day: date | None,
    start_minute: int | None,
    end_minute: int | None,
) -> list[InputFault]:
    """Every fault of the days and minutes of an absence; empty where there is none."""
    return [
        *_day_faults(first_day, last_day),
        *_minute_faults(start_minute, end_minute),
        *_order_faults(first_day == last_day, start_minute, end_minute),
    ]


def _day_faults(first_day: date, last_day: date | None) -> list[InputFault]:
    if last_day is None:
        return []
    if last_day < first_day:
        return [InputFault("/last_day", "Liegt vor dem ersten Tag.", "order")]
    if (last_day - first_day).days > MAX_DAYS:
        detail = "Mehr als drei Jahre; bitte das Datum prüfen."
        return [InputFault("/last_day", detail, "too-long")]
    return []


def _minute_faults(start: int | None, end: int | None) -> list[InputFault]:
    detail = f"Liegt nicht zwischen 0 und {MINUTES_PER_DAY}."
    return [
        InputFault(f"/{field}", detail, "range")
        for field, minute in (("start_minute", start), ("end_minute", end))
        if minute is not None and not 0 <= minute <= MINUTES_PER_DAY
    ]


def _order_faults(
    one_day: bool,  # noqa: FBT001 - private, said by its name
    start: int | None,
    end: int | None,
) -> list[InputFault]:
    if one_day and end is not None and end <= (start or 0):
        return [InputFault("/end_minute", "Liegt nicht nach dem Beginn.", "order")]
    return []
