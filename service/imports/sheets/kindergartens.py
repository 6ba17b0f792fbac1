"""Kitas and their Schließzeiten."""

from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenClosure,
    KindergartenLanguage,
)
from service.imports.coordinates import locate
from service.imports.sheet import Column, Detail, Noun, Sheet, Values
from service.imports.sheets import shared, shared_programme
from service.imports.sheets.clusters import LANDS
from service.imports.values.choices import Several, Weekdays
from service.imports.values.dates import DayReader
from service.imports.values.numbers import HalfHours, Whole
from service.imports.values.reader import plain
from service.imports.values.texts import Code, Email, Phone, Text
from service.imports.values.times import TimeReader

_MOST_MONTHLY_HOURS = 40
_OPENS, _CLOSES = 8 * 60, 16 * 60

_lists = shared_programme.as_rows("languages")


def _complete(values: Values) -> None:
    _lists(values)
    locate(values)
    shared.weekday_mask(values, "preferred_weekdays")
    values["sort_key"] = plain(str(values.get("name", "")))[:200]


KINDERGARTENS = Sheet(
    name="Kitas",
    aliases=("Kindertageseinrichtungen", "Einrichtungen"),
    noun=Noun(
        "kindergarten",
        "Kitas",
        Kindergarten,
        ("code",),
        code="code",
        details=(
            Detail(
                "languages",
                "Sprachen",
                KindergartenLanguage,
                ("language",),
                (("kindergarten_id", "id"),),
                shared_programme.show_label(shared_programme.LANGUAGES),
            ),
        ),
    ),
    columns=(
        shared.own_code("Kita"),
        Column("Name", "name", Text(200), ("Bezeichnung",), required=True),
        Column("Träger", "institution", Text(200), (), default=""),
        shared_programme.county(),
        Column("Straße", "street", Text(200), ("Anschrift", "Adresse"), default=""),
        *shared.location(),
        Column("Ort", "city", Text(100), ("Stadt", "Gemeinde"), default=""),
        Column("Land", "land", LANDS, ("Bundesland",)),
        Column("Phase", "stage", shared_programme.STAGES, ("Stand",), required=True),
        Column(
            "Mindeststunden",
            "min_half_hours",
            HalfHours(_MOST_MONTHLY_HOURS),
            ("mindestens Stunden", "Stunden mindestens"),
            required=True,
        ),
        Column(
            "Wunschstunden",
            "wished_half_hours",
            HalfHours(_MOST_MONTHLY_HOURS),
            ("gewünschte Stunden", "Stunden"),
            required=True,
        ),
        Column(
            "Termine im Monat",
            "visits_per_month",
            Whole(1, 31),
            ("Termine", "Besuche im Monat"),
            default=1,
        ),
        shared_programme.month(
            "ab Monat", "first_month", "Beginn", "ab", required=False
        ),
        shared_programme.month(
            "bis Monat", "last_month", "Ende", "bis", required=False
        ),
        Column(
            "öffnet",
            "opening_start_minute",
            TimeReader(),
            ("geöffnet von",),
            default=_OPENS,
        ),
        Column(
            "schließt",
            "opening_end_minute",
            TimeReader(),
            ("geöffnet bis",),
            default=_CLOSES,
        ),
        Column(
            "Wunschtage",
            "preferred_weekdays",
            Weekdays(),
            ("bevorzugte Tage",),
            default=0,
        ),
        Column(
            "bisherige Prozessbegleitung",
            "last_coach_id",
            Code(),
            ("bisherige Begleitung", "zuletzt begleitet von"),
            refers_to="coach",
        ),
        Column(
            "Sprachen", "languages", Several(shared_programme.LANGUAGES), ("Sprache",)
        ),
        Column("E-Mail", "email", Email(), ("Mail", "E-Mail-Adresse"), default=""),
        Column("Telefon", "phone", Phone(), ("Tel.",), default=""),
    ),
    complete=_complete,
)

CLOSURES = Sheet(
    name="Schließzeiten",
    aliases=("Schließtage", "Schließungen"),
    noun=Noun(
        "kindergarten_closure",
        "Schließzeiten",
        KindergartenClosure,
        ("kindergarten_id", "first_day"),
    ),
    columns=(
        shared_programme.kindergarten(repeats=True),
        shared.first_day(),
        Column("bis", "last_day", DayReader(), ("letzter Tag", "Ende"), required=True),
    ),
)
