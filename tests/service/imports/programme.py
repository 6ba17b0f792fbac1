"""A small programme's file without a fault."""

from collections.abc import Mapping

from tests.service.imports.build import Rows, raw

COUNTIES: Rows = (("Name",), ("Weimarer Land",), ("Landkreis Gotha",))
BUDGETS: Rows = (
    ("Landkreis", "Jahr", "Budget"),
    ("Weimarer Land", 2027, "12.500,00 €"),
    ("Landkreis Gotha", 2027, 9000),
)
FEE_BANDS: Rows = (("Stufe", "Stundensatz"), ("I", 40), ("II", "55,00"))
TOPICS: Rows = (
    ("Kürzel", "Thema"),
    ("TEAM", "Team- und Organisationsentwicklung"),
    ("NETZ", "Sozialraum und Vernetzung"),
)
COACHES: Rows = (
    (
        "Kürzel",
        "Vorname",
        "Nachname",
        "PLZ",
        "Umkreis",
        "Monatsstunden",
        "Stundensatz",
        "Honorarstufe",
        "Phasen",
        "Sprachen",
    ),
    ("P-1", "Anja", "Erlenkamp", "99510", 60, 20, "", "II", "Start, Aufbau", "Dari"),
    ("P-2", "Berit", "Mohnhagen", "99867", "", "27,5", 70, "I", "", ""),
)
COACH_TOPICS: Rows = (
    ("Prozessbegleitung", "Thema", "Stufe"),
    ("P-1", "TEAM", "Schwerpunkt"),
    ("", "NETZ", 1),
)
WINDOWS: Rows = (("Prozessbegleitung", "Mo", "Di"), ("P-1", "8-12, 13-16", "8-16"))
KINDERGARTENS: Rows = (
    (
        "Kürzel",
        "Name",
        "Landkreis",
        "PLZ",
        "Phase",
        "Mindeststunden",
        "Wunschstunden",
        "Wunschtage",
        "bisherige Prozessbegleitung",
        "Sprachen",
    ),
    ("K-1", "Ilmwichtel", "Weimarer Land", 99510, "Start", 2, "4,5", "Di, Mi", "P-1"),
    ("K-2", "Apfelkerne", "Landkreis Gotha", 99867, "Konsultation", 2, 2),
)
KINDERGARTEN_TOPICS: Rows = (
    ("Kita", "Thema", "Gewicht"),
    ("K-1", "TEAM", 3),
    ("", "NETZ", ""),
)
CLOSURES: Rows = (("Kita", "von", "bis"), ("K-1", "19.07.2027", "30.07.2027"))
CONFLICTS: Rows = (("Prozessbegleitung", "Kita", "Art"), ("P-2", "K-2", "angestellt"))
REFUSALS: Rows = (("Prozessbegleitung", "Kita", "durch"), ("P-2", "K-1", "Kita"))
ENGAGEMENTS: Rows = (
    (
        "Prozessbegleitung",
        "Kita",
        "ab Monat",
        "bis Monat",
        "Stunden im Monat",
        "Stundensatz",
        "Stand",
    ),
    ("P-1", "K-1", "01.2026", "12.2026", "3,5", 50, "läuft"),
)
DAYS: Rows = (
    ("Tag", "Titel", "Art", "für"),
    ("14.04.2027", "Arbeitskreis im Frühjahr", "Arbeitskreis", ""),
    ("02.06.2027", "Gesprächsführung", "Qualifizierung", "Prozessbegleitungen"),
)
HOSTS: Rows = (
    ("Kita", "Besuche im Monat", "Wochentage", "Themen"),
    ("K-2", 2, "Mo-Do", "NETZ, TEAM"),
)
CLUSTERS: Rows = (("Name",), ("Verbund Mitte",))
MEMBERS: Rows = (
    ("Verbund", "Kommune", "Landkreis", "Land", "Teilnehmende", "Raum für", "PLZ"),
    ("Verbund Mitte", "Apolda", "Weimarer Land", "Thüringen", 12, 60, "99510"),
    ("", "Gotha", "Landkreis Gotha", "Thüringen", 12, 45, "99867"),
    ("", "Altenburg", "", "Thüringen", 12, "", "04600"),
    ("", "Zwickau", "", "Sachsen", 12, "", "08056"),
)

SMALL: Mapping[str, Rows] = {
    "Landkreise": COUNTIES,
    "Budgets": BUDGETS,
    "Honorarstufen": FEE_BANDS,
    "Themen": TOPICS,
    "Prozessbegleitungen": COACHES,
    "Themenprofile": COACH_TOPICS,
    "Zeiten": WINDOWS,
    "Kitas": KINDERGARTENS,
    "Kita-Themen": KINDERGARTEN_TOPICS,
    "Schließzeiten": CLOSURES,
    "Interessenkonflikte": CONFLICTS,
    "Ablehnungen": REFUSALS,
    "Begleitungen": ENGAGEMENTS,
    "Programmtage": DAYS,
    "Konsultationseinrichtungen": HOSTS,
    "Verbünde": CLUSTERS,
    "Verbundkommunen": MEMBERS,
}


def programme_sheets(**changed: Rows):
    """The small file, with sheets changed or added."""
    return [raw(name, rows) for name, rows in {**SMALL, **changed}.items()]
