"""Programmtage: working groups and qualification days that block dates."""

from service.db.tables.programme import ProgrammeDay
from service.imports.sheet import Column, Noun, Sheet
from service.imports.values.choices import Choice
from service.imports.values.dates import DayReader
from service.imports.values.texts import Text

KINDS = Choice(
    (
        ("Arbeitskreis", "working_group"),
        ("Qualifizierung", "qualification"),
        ("Qualifizierungstag", "qualification"),
        ("Fortbildung", "qualification"),
    )
)

AUDIENCES = Choice(
    (
        ("alle", "everybody"),
        ("Prozessbegleitungen", "coaches"),
        ("Prozessbegleitung", "coaches"),
    )
)

PROGRAMME_DAYS = Sheet(
    name="Programmtage",
    aliases=("Veranstaltungen", "Termine des Programms"),
    noun=Noun("programme_day", "Programmtage", ProgrammeDay, ("day", "kind")),
    columns=(
        Column("Tag", "day", DayReader(), ("Datum",), required=True),
        Column("Titel", "title", Text(200), ("Bezeichnung",), required=True),
        Column("Art", "kind", KINDS, (), required=True),
        Column("für", "audience", AUDIENCES, ("Teilnehmende",), default="everybody"),
    ),
)
