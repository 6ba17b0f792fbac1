"""Erlaubnisse, Qualifikationen and Nachweise."""

from service.db.tables.courses import CourseDay, CourseEnrolment
from service.db.tables.people import Credential, Permit, Qualification
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared
from service.imports.values.choices import Choice
from service.imports.values.dates import DayReader
from service.imports.values.numbers import Whole
from service.imports.values.texts import Text

QUALIFICATION_KINDS = Choice(
    (
        ("Grundqualifizierung", "ladder"),
        ("QHB", "ladder"),
        ("DJI", "ladder"),
        ("Inklusion", "inclusion"),
        ("Zusatzqualifizierung Inklusion", "inclusion"),
    )
)

COURSE_KINDS = Choice(
    (
        ("QHB", "qhb"),
        ("Grundqualifizierung", "qhb"),
        ("Anschlussqualifizierung", "follow_up"),
        ("160+", "follow_up"),
        ("Inklusion", "inclusion"),
        ("Zusatzqualifizierung Inklusion", "inclusion"),
    )
)

CREDENTIAL_KINDS = Choice(
    (
        ("Erste Hilfe am Kind", "first_aid"),
        ("Erste Hilfe", "first_aid"),
        ("Belehrung", "infection_instruction"),
        ("Belehrung IfSG", "infection_instruction"),
        ("Masernschutz", "measles"),
        ("Führungszeugnis", "conduct_certificate"),
        ("erweitertes Führungszeugnis", "conduct_certificate"),
    )
)

PERMITS = Sheet(
    name="Erlaubnisse",
    aliases=("Pflegeerlaubnisse", "Pflegeerlaubnis"),
    noun=Noun("permit", "Erlaubnisse", Permit, ("person_id", "valid_from")),
    columns=(
        shared.person(),
        Column("Plätze", "places", Whole(1, 12), ("Kinderzahl",), required=True),
        shared.valid_from(),
        shared.valid_until(required=True),
        *shared.ages(),
        shared.time_from(),
        shared.time_until(),
        Column(
            "höchstens Verträge", "max_contracts", Whole(1, 30), ("Verträge höchstens",)
        ),
        Column(
            "Bemerkung", "remark", Text(500), ("Nebenbestimmung", "Auflage"), default=""
        ),
    ),
)

QUALIFICATIONS = Sheet(
    name="Qualifikationen",
    aliases=("Qualifizierungen",),
    noun=Noun(
        "qualification",
        "Qualifikationen",
        Qualification,
        ("person_id", "kind", "completed_on"),
    ),
    columns=(
        shared.person(),
        Column("Art", "kind", QUALIFICATION_KINDS, ("Kurs",), required=True),
        Column("UE", "units", Whole(0, 2000), ("Unterrichtseinheiten",), required=True),
        Column(
            "abgeschlossen am",
            "completed_on",
            DayReader(),
            ("Abschluss", "Datum"),
            required=True,
        ),
    ),
)

CREDENTIALS = Sheet(
    name="Nachweise",
    aliases=("Bescheinigungen",),
    noun=Noun(
        "credential", "Nachweise", Credential, ("person_id", "kind", "issued_on")
    ),
    columns=(
        shared.person(),
        Column("Art", "kind", CREDENTIAL_KINDS, ("Nachweis",), required=True),
        Column(
            "ausgestellt am",
            "issued_on",
            DayReader(),
            ("Datum", "vom"),
            required=True,
        ),
        Column("gültig bis", "expires_on", DayReader(), ("läuft ab", "Ablauf")),
    ),
)

COURSE_ENROLMENTS = Sheet(
    name="Kurse",
    aliases=("Kursanmeldungen", "Anmeldungen zu Kursen"),
    noun=Noun(
        "course_enrolment",
        "Kurse",
        CourseEnrolment,
        ("person_id", "course", "begins_on"),
    ),
    columns=(
        shared.person(),
        Column("Kurs", "course", COURSE_KINDS, ("Art",), required=True),
        Column("UE", "units", Whole(1, 2000), ("Unterrichtseinheiten",), required=True),
        Column("beginnt am", "begins_on", DayReader(), ("Beginn",), required=True),
    ),
)

COURSE_DAYS = Sheet(
    name="Kurstage",
    aliases=("Termine der Kurse",),
    noun=Noun("course_day", "Kurstage", CourseDay, ("person_id", "course", "day")),
    columns=(
        shared.person(),
        Column("Kurs", "course", COURSE_KINDS, ("Art",), required=True),
        Column("Tag", "day", DayReader(), ("Datum", "am"), required=True),
        shared.time_from(),
        shared.time_until(),
    ),
)
