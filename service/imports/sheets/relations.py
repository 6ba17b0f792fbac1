"""Kontakte between children and persons, and Ausschlüsse of pairs."""

from service.db.tables.relations import Contact, Exclusion
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared
from service.imports.values.choices import Choice
from service.imports.values.dates import DayReader
from service.imports.values.numbers import Whole

CONTACT_KINDS = Choice(
    (
        ("Kontaktbesuch", "visit"),
        ("Besuch", "visit"),
        ("Betreuung", "care"),
        ("Spielkreis", "play_group"),
        ("Spielgruppe", "play_group"),
        ("eingewöhnt", "settled"),
        ("Eingewöhnung bestätigt", "settled"),
    )
)

ORIGINS = Choice(
    (
        ("Sorgeberechtigte", "guardian"),
        ("Eltern", "guardian"),
        ("Person", "person"),
        ("Tagespflegeperson", "person"),
    )
)

CONTACTS = Sheet(
    name="Kontakte",
    aliases=("Kontaktpflege", "Kontaktbesuche"),
    noun=Noun("contact", "Kontakte", Contact, ("child_id", "person_id", "day", "kind")),
    columns=(
        shared.child(repeats=True),
        shared.person(repeats=True),
        shared.place(),
        Column("Tag", "day", DayReader(), ("Datum",), required=True),
        Column("Minuten", "minutes", Whole(0, 1440), ("Dauer",), required=True),
        Column("Art", "kind", CONTACT_KINDS, (), required=True),
    ),
)

EXCLUSIONS = Sheet(
    name="Ausschlüsse",
    aliases=("Ausschluss",),
    noun=Noun(
        "exclusion",
        "Ausschlüsse",
        Exclusion,
        ("person_id", "child_id", "origin", "first_day"),
    ),
    columns=(
        shared.person(repeats=False),
        shared.child(required=False),
        Column("durch", "origin", ORIGINS, ("Wunsch von", "wer"), required=True),
        shared.first_day(),
        shared.last_day(),
    ),
)
