"""Abwesenheiten of persons (class only, never a reason) and Fehlzeiten of children."""

from service.db.tables.absences import Absence
from service.db.tables.children import ChildAbsence
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared
from service.imports.values.choices import Choice
from service.imports.values.dates import DayReader

CLASSES = Choice(
    (
        ("kurzfristig", "short_notice"),
        ("geplant", "planned"),
        ("Fortbildung", "training"),
        ("sonstige", "other"),
    )
)

ABSENCES = Sheet(
    name="Abwesenheiten",
    aliases=("Ausfallzeiten", "Abwesenheit"),
    noun=Noun(
        "absence",
        "Abwesenheiten",
        Absence,
        ("person_id", "first_day"),
        closed_by="withdrawn_at",
        stamps=("reported_at", "reported_by"),
    ),
    columns=(
        shared.person(),
        shared.first_day(),
        shared.last_day(),
        Column("voraussichtlich zurück", "expected_return", DayReader(), ("Rückkehr",)),
        shared.time_from(),
        shared.time_until(),
        Column("Art", "absence_class", CLASSES, (), required=True),
    ),
)

CHILD_ABSENCES = Sheet(
    name="Fehlzeiten",
    aliases=("Fehltage", "Fehlzeiten der Kinder"),
    noun=Noun("child_absence", "Fehlzeiten", ChildAbsence, ("child_id", "first_day")),
    columns=(
        shared.child(repeats=True),
        shared.first_day(),
        Column("bis", "last_day", DayReader(), ("letzter Tag", "Ende"), required=True),
        shared.time_from(),
        shared.time_until(),
    ),
)
