"""Personen, their Fähigkeiten and the limits they set for themselves."""

from service.db.tables.people import Person, PersonalLimit, PersonCapability
from service.imports.sheet import Column, Detail, Noun, Sheet, Values
from service.imports.sheets import shared
from service.imports.values.choices import Choice, Several, Weekdays, YesNo
from service.imports.values.dates import DayReader
from service.imports.values.numbers import Euros, Hours, Whole
from service.imports.values.reader import plain
from service.imports.values.texts import Code, Email, Phone, Text

KINDS = Choice(
    (
        ("Kindertagespflegeperson", "childminder"),
        ("Tagespflegeperson", "childminder"),
        ("Tagesmutter", "childminder"),
        ("Tagesvater", "childminder"),
        ("KTPP", "childminder"),
        ("Vertretungskraft", "floater"),
        ("Springkraft", "floater"),
        ("Springer", "floater"),
        ("Springerin", "floater"),
        ("Stützpunktkraft", "base_staff"),
        ("Stützpunkt", "base_staff"),
        ("Kitakraft", "kita_staff"),
        ("Kita", "kita_staff"),
    )
)


def sort_key(family_name: str, given_name: str) -> str:
    """By what persons are put in order: umlauts beside their vowels."""
    return f"{plain(family_name)} {plain(given_name)}"[:200]


def _complete(values: Values) -> None:
    values["sort_key"] = sort_key(
        str(values.get("family_name", "")), str(values.get("given_name", ""))
    )


PEOPLE = Sheet(
    name="Personen",
    aliases=("Kindertagespflegepersonen", "Tagespflegepersonen", "KTPP"),
    noun=Noun("person", "Personen", Person, ("code",), code="code"),
    columns=(
        shared.own_code("Person"),
        Column("Art", "kind", KINDS, ("Funktion", "Rolle"), required=True),
        Column("Vorname", "given_name", Text(100), ("Rufname",), required=True),
        Column(
            "Nachname",
            "family_name",
            Text(100),
            ("Name", "Familienname"),
            required=True,
        ),
        Column("angestellt", "employed", YesNo(), ("Festanstellung",), default=False),
        Column(
            "Fachkraft",
            "professional",
            YesNo(),
            ("pädagogische Fachkraft",),
            default=False,
        ),
        Column(
            "erweiterte Verträge",
            "wider_contracts",
            YesNo(),
            ("erweiterte Platzzahl", "Platzsharing"),
            default=False,
        ),
        Column("10-Stunden-Tag", "may_extend_day", YesNo(), (), default=False),
        Column("Wochenstunden", "weekly_minutes", Hours(60), ("Std./Woche", "Stunden")),
        Column("Stundensatz", "cents_per_hour", Euros(1000), ("Satz",), default=0),
        Column("Träger", "institution", Text(200), ("Arbeitgeber",), default=""),
        Column("E-Mail", "email", Email(), ("Mail", "E-Mail-Adresse"), default=""),
        Column("Telefon", "phone", Phone(), ("Tel.", "Mobil", "Handy"), default=""),
        Column(
            "Verkehrsmittel", "travel_mode", shared.TRAVEL, ("Weg mit",), default="car"
        ),
        Column("Raum", "home_place_id", Code(), ("Betreuungsort",), refers_to="place"),
        shared.area(),
        Column("tätig von", "active_from", DayReader(), ("tätig seit", "aktiv von")),
        Column("tätig bis", "active_until", DayReader(), ("aktiv bis",)),
    ),
    complete=_complete,
)

CAPABILITIES = Sheet(
    name="Fähigkeiten",
    aliases=("Kompetenzen",),
    noun=Noun(
        "person_capability",
        "Fähigkeiten",
        None,
        ("person_id",),
        details=(
            Detail(
                "tags",
                "Fähigkeiten",
                PersonCapability,
                ("tag",),
                (("person_id", "person_id"),),
                shared.show_tag,
            ),
        ),
    ),
    columns=(
        shared.person(),
        Column(
            "Fähigkeit", "tags", Several(shared.TAGS), ("Fähigkeiten",), required=True
        ),
    ),
    complete=shared.gather_tags,
)


def _weekday_mask(values: Values) -> None:
    shared.weekday_mask(values, "weekdays_off")


LIMITS = Sheet(
    name="Grenzen",
    aliases=("Persönliche Grenzen", "Einschränkungen"),
    noun=Noun("personal_limit", "Grenzen", PersonalLimit, ("person_id",)),
    columns=(
        shared.person(repeats=False),
        Column(
            "höchstens zusätzlich",
            "max_extra_children",
            Whole(0, 12),
            ("zusätzliche Kinder", "max. zusätzlich"),
        ),
        Column("freie Tage", "weekdays_off", Weekdays(), ("nicht am",), default=0),
        *shared.ages(),
    ),
    complete=_weekday_mask,
)
