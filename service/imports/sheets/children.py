"""Kinder by code, their names apart, and who has custody."""

from service.db.tables.children import (
    Child,
    ChildCapability,
    ChildIdentity,
    Guardian,
    Guardianship,
)
from service.imports.coordinates import locate
from service.imports.sheet import Column, Detail, Noun, Sheet, Values
from service.imports.sheets import shared
from service.imports.values.choices import Several
from service.imports.values.dates import MonthReader
from service.imports.values.numbers import Whole
from service.imports.values.texts import Codes, Email, Phone, Text


def _complete(values: Values) -> None:
    shared.gather_tags(values)
    locate(values)


CHILDREN = Sheet(
    name="Kinder",
    aliases=("Kind",),
    noun=Noun(
        "child",
        "Kinder",
        Child,
        ("code",),
        code="code",
        details=(shared.tag_detail(ChildCapability, "child_id", "Bedarf"),),
    ),
    columns=(
        shared.own_code("Kind"),
        Column(
            "Geburtsmonat",
            "birth_month",
            MonthReader(),
            ("geboren", "Geburtsdatum", "geb."),
            required=True,
        ),
        Column(
            "Gewicht",
            "capacity_weight",
            Whole(1, 5),
            ("zählt als", "Platzgewicht"),
            default=1,
        ),
        Column("Bedarf", "tags", Several(shared.TAGS), ("besonderer Bedarf",)),
        Column("Haushalt", "household", Text(40), ("Geschwister",), default=""),
        *shared.location(),
        Column(
            "Verkehrsmittel", "travel_mode", shared.TRAVEL, ("Weg mit",), default="car"
        ),
        Column(
            "Mehrweg",
            "max_extra_way_minutes",
            Whole(0, 120),
            ("höchster Mehrweg", "Mehrweg (Minuten)"),
        ),
        shared.area(),
    ),
    complete=_complete,
)

IDENTITIES = Sheet(
    name="Namen",
    aliases=("Kindernamen", "Namen der Kinder"),
    noun=Noun("child_identity", "Namen", ChildIdentity, ("child_id",)),
    columns=(
        shared.child(),
        Column("Vorname", "given_name", Text(100), ("Rufname",), default=""),
        Column(
            "Nachname", "family_name", Text(100), ("Familienname", "Name"), default=""
        ),
        Column("Notiz", "notes", Text(4000), ("Notizen", "Bemerkung"), default=""),
    ),
)

GUARDIANS = Sheet(
    name="Sorgeberechtigte",
    aliases=("Personensorgeberechtigte", "Eltern"),
    noun=Noun(
        "guardian",
        "Sorgeberechtigte",
        Guardian,
        ("code",),
        code="code",
        details=(
            Detail(
                "children",
                "Kinder",
                Guardianship,
                ("child_id",),
                (("guardian_id", "id"),),
                lambda row: str(row[0]),
            ),
        ),
    ),
    columns=(
        shared.own_code("Sorgeberechtigte"),
        Column("Vorname", "given_name", Text(100), (), default=""),
        Column("Nachname", "family_name", Text(100), ("Name",), default=""),
        Column("E-Mail", "email", Email(), ("Mail", "E-Mail-Adresse"), default=""),
        Column("Telefon", "phone", Phone(), ("Tel.", "Mobil", "Handy"), default=""),
        Column(
            "Kinder", "children", Codes(), ("Kind",), required=True, refers_to="child"
        ),
    ),
)
