"""Columns that several sheets of a programme share."""

from collections.abc import Callable

from service.imports.sheet import Column, Complete, Values
from service.imports.values.choices import Choice
from service.imports.values.dates import MonthReader
from service.imports.values.texts import Code, Text

LANGUAGES = Choice(
    (
        ("Türkisch", "tr"),
        ("Arabisch", "ar"),
        ("Ukrainisch", "uk"),
        ("Russisch", "ru"),
        ("Polnisch", "pl"),
        ("Englisch", "en"),
        ("Französisch", "fr"),
        ("Spanisch", "es"),
        ("Rumänisch", "ro"),
        ("Bulgarisch", "bg"),
        ("Tschechisch", "cs"),
        ("Vietnamesisch", "vi"),
        ("Kurdisch", "ku"),
        ("Persisch", "fa"),
        ("Farsi", "fa"),
        ("Dari", "prs"),
        ("Gebärdensprache", "sgn"),
        ("Deutsche Gebärdensprache", "sgn"),
    )
)
"""Languages beside German, by their codes of ISO 639."""

STAGES = Choice(
    (
        ("interessiert", "interested"),
        ("Start", "start"),
        ("Startphase", "start"),
        ("Aufbau", "building"),
        ("Aufbauphase", "building"),
        ("etabliert", "established"),
        ("Konsultation", "consultation"),
        ("Konsultationseinrichtung", "consultation"),
    )
)
"""How far a kindergarten is on its way to a parent-child centre."""


def coach(*, repeats: bool = False) -> Column:
    """Which coach a row is about."""
    return Column(
        "Prozessbegleitung",
        "coach_id",
        Code(),
        ("Begleitung", "Begleiterin", "Begleiter", "Prozessbegleiterin"),
        required=True,
        repeats=repeats,
        refers_to="coach",
    )


def kindergarten(*, repeats: bool = False) -> Column:
    """Which kindergarten a row is about."""
    return Column(
        "Kita",
        "kindergarten_id",
        Code(),
        ("Einrichtung", "Kindertageseinrichtung"),
        required=True,
        repeats=repeats,
        refers_to="kindergarten",
    )


def county(*, required: bool = True) -> Column:
    """Which county or independent city."""
    return Column(
        "Landkreis",
        "area_id",
        Text(100),
        ("Kreis", "Landkreis oder Stadt", "kreisfreie Stadt"),
        required=required,
        refers_to="county",
    )


def topic() -> Column:
    """A topic by its code."""
    return Column(
        "Thema",
        "topic",
        Code(),
        ("Entwicklungsfeld",),
        required=True,
        refers_to="topic",
        keeps_code=True,
    )


def month(heading: str, field: str, *aliases: str, required: bool = True) -> Column:
    """A month."""
    return Column(heading, field, MonthReader(), aliases, required=required)


def as_rows(*fields: str) -> Complete:
    """Make rows of one column of the several values in fields."""

    def complete(values: Values) -> None:
        for field in fields:
            if field in values:
                items = values[field]
                many = items if isinstance(items, tuple) else ()
                values[field] = tuple((item,) for item in many)

    return complete


def show_label(choice: Choice) -> Callable[[tuple[object, ...]], str]:
    """How a row of one choice is shown."""
    return lambda row: str(choice.write(row[0]))
