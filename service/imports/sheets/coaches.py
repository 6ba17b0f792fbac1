"""Prozessbegleitungen, when they can travel, and months that differ."""

from service.db.tables.coaches import (
    Coach,
    CoachLanguage,
    CoachMonth,
    CoachStage,
    CoachWindow,
)
from service.imports.coordinates import locate
from service.imports.sheet import Column, Detail, Noun, Sheet, Values
from service.imports.sheets import shared, shared_programme
from service.imports.sheets.clusters import LANDS
from service.imports.sheets.people import sort_key
from service.imports.values.choices import Several
from service.imports.values.dates import DayReader
from service.imports.values.numbers import Euros, Hours, Whole
from service.imports.values.texts import Email, Phone, Text

_MOST_MONTHLY_HOURS = 200

_lists = shared_programme.as_rows("languages", "stages")


def _complete(values: Values) -> None:
    _lists(values)
    locate(values)
    values["sort_key"] = sort_key(
        str(values.get("family_name", "")), str(values.get("given_name", ""))
    )


COACHES = Sheet(
    name="Prozessbegleitungen",
    aliases=("Prozessbegleitung", "Prozessbegleiter", "Begleiter"),
    noun=Noun(
        "coach",
        "Prozessbegleitungen",
        Coach,
        ("code",),
        code="code",
        details=(
            Detail(
                "languages",
                "Sprachen",
                CoachLanguage,
                ("language",),
                (("coach_id", "id"),),
                shared_programme.show_label(shared_programme.LANGUAGES),
            ),
            Detail(
                "stages",
                "Phasen",
                CoachStage,
                ("stage",),
                (("coach_id", "id"),),
                shared_programme.show_label(shared_programme.STAGES),
            ),
        ),
    ),
    columns=(
        shared.own_code("Prozessbegleitung"),
        Column("Vorname", "given_name", Text(100), ("Rufname",), required=True),
        Column(
            "Nachname",
            "family_name",
            Text(100),
            ("Name", "Familienname"),
            required=True,
        ),
        *shared.location(),
        Column("Ort", "city", Text(100), ("Stadt", "Wohnort"), default=""),
        Column("Land", "land", LANDS, ("Bundesland",)),
        Column(
            "Verkehrsmittel", "travel_mode", shared.TRAVEL, ("Weg mit",), default="car"
        ),
        Column(
            "höchster Weg",
            "max_way_minutes",
            Whole(0, 600),
            ("höchster Weg (Minuten)", "Fahrzeit höchstens"),
        ),
        Column("Umkreis", "radius_km", Whole(0, 1000), ("Umkreis (km)", "Radius")),
        Column(
            "Monatsstunden",
            "monthly_minutes",
            Hours(_MOST_MONTHLY_HOURS),
            ("Stunden im Monat", "Std./Monat", "Stunden"),
            required=True,
        ),
        Column(
            "Stundensatz",
            "fee_cents_per_hour",
            Euros(1000),
            ("Honorar", "Satz", "Euro je Stunde"),
            default=0,
        ),
        Column(
            "Honorarstufe",
            "fee_band_id",
            Text(100),
            ("Stufe",),
            refers_to="fee_band",
        ),
        Column(
            "Berufsjahre",
            "experience_years",
            Whole(0, 60),
            ("Erfahrung (Jahre)", "Erfahrung", "Jahre"),
            default=0,
        ),
        Column("Phasen", "stages", Several(shared_programme.STAGES), ("erfahren in",)),
        Column(
            "Sprachen", "languages", Several(shared_programme.LANGUAGES), ("Sprache",)
        ),
        Column(
            "höchstens Kitas",
            "max_kindergartens",
            Whole(0, 100),
            ("max. Kitas", "Kitas höchstens"),
        ),
        Column("Arbeitgeber", "employer", Text(200), ("Träger",), default=""),
        Column("E-Mail", "email", Email(), ("Mail", "E-Mail-Adresse"), default=""),
        Column("Telefon", "phone", Phone(), ("Tel.", "Mobil", "Handy"), default=""),
        Column("tätig von", "active_from", DayReader(), ("tätig seit", "aktiv von")),
        Column("tätig bis", "active_until", DayReader(), ("aktiv bis",)),
    ),
    complete=_complete,
)

WINDOWS = Sheet(
    name="Zeiten",
    aliases=("Zeiten der Prozessbegleitungen", "Reisezeiten"),
    noun=Noun(
        "coach_window",
        "Zeiten",
        None,
        ("coach_id",),
        details=(
            Detail(
                "slots",
                "Zeiten",
                CoachWindow,
                ("weekday", "start_minute", "end_minute"),
                (("coach_id", "coach_id"),),
                shared.show_slot,
            ),
        ),
    ),
    columns=(shared_programme.coach(), *shared.weekdays()),
    complete=shared.gather_weekdays,
)

MONTHS = Sheet(
    name="Abweichende Monate",
    aliases=("Monatsstunden", "Monate"),
    noun=Noun("coach_month", "Abweichende Monate", CoachMonth, ("coach_id", "month")),
    columns=(
        shared_programme.coach(repeats=True),
        shared_programme.month("Monat", "month"),
        Column(
            "Stunden",
            "minutes",
            Hours(_MOST_MONTHLY_HOURS),
            ("Monatsstunden",),
            required=True,
        ),
    ),
)
