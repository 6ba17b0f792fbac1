"""Verfügbarkeit on weekdays with validity, and Ausnahmen on single days."""

from service.db.tables.availability import AvailabilityException, AvailabilitySlot
from service.imports.sheet import Column, Detail, Noun, Sheet, Values
from service.imports.sheets import shared
from service.imports.values.choices import Weekdays, YesNo
from service.imports.values.dates import DayReader
from service.imports.values.times import TimeReader

_FROM = ("Uhrzeit von", "Zeit von", "von Uhr")
_UNTIL = ("Uhrzeit bis", "Zeit bis", "bis Uhr")


def _slots(values: Values) -> None:
    days = values.pop("weekdays", None)
    start, end = values.pop("start_minute", None), values.pop("end_minute", None)
    until = values.pop("valid_until", None)
    rows = (
        tuple((day, start, end, until) for day in days)
        if isinstance(days, tuple)
        else ()
    )
    values["slots"] = rows


def _show(slot: tuple[object, ...]) -> str:
    until = slot[3]
    return shared.show_slot(slot) + ("" if until is None else f" bis {until:%d.%m.%Y}")


AVAILABILITY = Sheet(
    name="Verfügbarkeit",
    aliases=("Verfügbarkeiten", "Dienstzeiten"),
    noun=Noun(
        "availability",
        "Verfügbarkeit",
        None,
        ("person_id", "valid_from"),
        details=(
            Detail(
                "slots",
                "Zeiten",
                AvailabilitySlot,
                ("weekday", "start_minute", "end_minute", "valid_until"),
                (("person_id", "person_id"), ("valid_from", "valid_from")),
                _show,
            ),
        ),
    ),
    columns=(
        shared.person(),
        Column("Wochentag", "weekdays", Weekdays(), ("Tag", "Tage"), required=True),
        Column("von", "start_minute", TimeReader(), _FROM, required=True),
        Column("bis", "end_minute", TimeReader(), _UNTIL, required=True),
        Column(
            "gültig von",
            "valid_from",
            DayReader(),
            ("gültig ab", "ab"),
            required=True,
            repeats=True,
        ),
        Column("gültig bis", "valid_until", DayReader(), ("befristet bis",)),
    ),
    complete=_slots,
)


def _whole_day(values: Values) -> None:
    if values.get("start_minute") is None and values.get("end_minute") is None:
        values["start_minute"], values["end_minute"] = 0, 24 * 60


EXCEPTIONS = Sheet(
    name="Ausnahmen",
    aliases=("Abweichungen",),
    noun=Noun(
        "availability_exception",
        "Ausnahmen",
        AvailabilityException,
        ("person_id", "day", "start_minute"),
    ),
    columns=(
        shared.person(),
        Column("Tag", "day", DayReader(), ("Datum",), required=True),
        Column("von", "start_minute", TimeReader(), _FROM),
        Column("bis", "end_minute", TimeReader(), _UNTIL),
        Column("verfügbar", "available", YesNo(), ("da",), required=True),
    ),
    complete=_whole_day,
)
