"""Räume with opening and features, and who regularly works there."""

from service.db.tables.places import Place, PlaceCapability, PlaceOpening, PlaceStaff
from service.imports.coordinates import locate
from service.imports.sheet import Column, Detail, Noun, Sheet, Values
from service.imports.sheets import shared
from service.imports.values.choices import Choice, Several, YesNo
from service.imports.values.numbers import Whole
from service.imports.values.texts import Text

KINDS = Choice(
    (
        ("eigener Haushalt", "own_home"),
        ("Haushalt der Tagespflegeperson", "own_home"),
        ("angemietete Räume", "rented_rooms"),
        ("andere geeignete Räume", "rented_rooms"),
        ("Großtagespflege", "shared_setting"),
        ("GTP", "shared_setting"),
        ("Stützpunkt", "base"),
        ("Vertretungsstelle", "base"),
        ("Kita", "kita"),
        ("Kindertageseinrichtung", "kita"),
    )
)


def _complete(values: Values) -> None:
    shared.gather_weekdays(values)
    shared.gather_tags(values)
    locate(values)


PLACES = Sheet(
    name="Räume",
    aliases=("Plätze", "Betreuungsorte", "Raum"),
    noun=Noun(
        "place",
        "Räume",
        Place,
        ("code",),
        code="code",
        details=(
            Detail(
                "slots",
                "Öffnungszeiten",
                PlaceOpening,
                ("weekday", "start_minute", "end_minute"),
                (("place_id", "id"),),
                shared.show_slot,
            ),
            shared.tag_detail(PlaceCapability, "place_id", "Merkmale"),
        ),
    ),
    columns=(
        shared.own_code("Raum"),
        Column("Art", "kind", KINDS, ("Raumart", "Typ"), required=True),
        Column("Bezeichnung", "name", Text(200), ("Name",), default=""),
        Column("Straße", "street", Text(200), ("Anschrift", "Adresse"), default=""),
        *shared.location(),
        Column("Ort", "city", Text(100), ("Stadt", "Wohnort"), default=""),
        Column(
            "Plätze",
            "max_children",
            Whole(0, 60),
            ("Platzzahl", "höchstens Kinder", "Max. Kinder"),
        ),
        Column(
            "ohne Inhaberin nutzbar",
            "usable_without_owner",
            YesNo(),
            ("ohne Inhaber nutzbar", "nutzbar ohne Inhaberin"),
            default=False,
        ),
        shared.area(),
        Column("Merkmale", "tags", Several(shared.TAGS), ("Ausstattung",)),
        *shared.weekdays(),
    ),
    complete=_complete,
)

PLACE_STAFF = Sheet(
    name="Personal",
    aliases=("Raumpersonal", "Personal der Räume"),
    noun=Noun(
        "place_staff", "Personal", PlaceStaff, ("place_id", "person_id", "valid_from")
    ),
    columns=(
        shared.place(required=True),
        shared.person(repeats=False),
        shared.valid_from(),
        shared.valid_until(),
    ),
)
