"""A programme's workbook as nobody wants to get it: every kind of fault once.

``python -m tests.service.imports.messy_programme`` writes it, and what is expected,
to fixtures/imports.
"""

from datetime import date
from pathlib import Path

from tests.service.imports.messy import Rows, write_messy

MESSY = Path("fixtures/imports/messy-programme.xlsx")
EXPECTED = Path("fixtures/imports/messy-programme.expected.json")

COUNTIES: Rows = (
    ("Name",),
    ("Weimarer Land",),
    ("Landkreis Gotha",),
    ("Landkreis Gotha",),  # duplicate
)

BUDGETS: Rows = (
    ("Landkreis", "Jahr", "Budget"),
    ("Weimarer Land", 2027, 0),  # allowed, told as a notice in a sound file
    ("Landkreis Goth", 2027, "12.000"),  # unknown-reference, with a suggestion
    ("Landkreis Gotha", 1927, 12000),  # range
    ("Landkreis Gotha", 2027, -50),  # range: less than nothing
    ("Landkreis Gotha", 2028, "viel"),  # number
    ("Landkreis Gotha", 2029, 12000),
    ("Landkreis Gotha", 2029, 15000),  # duplicate
)

FEE_BANDS: Rows = (
    ("Stufe", "Stundensatz"),
    ("I", "40,00 €"),
    ("II", 55.555),  # cents
)

TOPICS: Rows = (
    ("Kürzel", "Thema"),
    ("TEAM", "Team- und Organisationsentwicklung"),
    ("NETZ", "Sozialraum und Vernetzung"),
    ("WIRK", ""),  # required
    ("Q S, neu", "Qualitätssicherung"),  # code
)

COACHES: Rows = (
    (
        "Kürzel",
        "Vorname",
        "Nachname",
        "PLZ",
        "Breitengrad",
        "Längengrad",
        "Umkreis",
        "Monatsstunden",
        "Honorarstufe",
        "Phasen",
        "Sprachen",
        "E-Mail",
        "tätig von",
        "tätig bis",
        "Lieblingsfarbe",
    ),
    ("P-1", "Anja", "Erlenkamp", 99510, "", "", 60, 20, "I", "Start", "", "", "", ""),
    ("P-2", "Berit", "Mohnhagen", "99867", "", "", -5, 20, "I"),  # range: radius
    ("P-3", "Cem", "Waldmann", "A-1010", "", "", 60, 20, "I"),  # postcode
    ("P-4", "Dora", "Laubstein", "5020", "", "", 60, 20, "I"),  # outside-germany
    ("P-5", "Elke", "Torfhaus", "", "50,08", "14,43", 60, 20, "I"),  # Prag
    ("P-6", "Falk", "Rohrwart", "", "48,21", "16,37", 60, 20, "I"),  # range: Wien
    ("P-7", "Gerd", "Nordhoff", "", "50,9", "", 60, 20, "I"),  # coordinates-half
    ("P-8", "Hanna", "Feldloh", "99510", "", "", 60, "", "I"),  # required: hours
    ("P-9", "Ida", "Rosental", "99510", "", "", 60, 20, "IX"),  # unknown-reference
    ("P-10", "Jan", "Seefeld", "99510", "", "", 60, 20, "I", "Sturzflug"),  # choice
    ("P-11", "Kai", "Ulmensee", "99510", "", "", 60, 20, "I", "", "Klingonisch"),
    ("P-12", "Lea", "Windrath", "99510", "", "", 60, 20, "I", "", "", "lea(at)web"),
    (
        "P-13",
        "Max",
        "Zandern",
        "99510",
        "",
        "",
        60,
        20,
        "I",
        "",
        "",
        "",
        date(2027, 1, 1),
        date(2026, 1, 1),
    ),  # dates-order
    ("P-1", "Nora", "Schilf", "99510", "", "", 60, 20, "I"),  # duplicate
)

COACH_TOPICS: Rows = (
    ("Prozessbegleitung", "Thema", "Stufe"),
    ("P-1", "TEAM", "Schwerpunkt"),
    ("", "Jonglieren", "sicher"),  # unknown-reference
    ("", "NETZ", "so lala"),  # choice
)

WINDOWS: Rows = (
    ("Prozessbegleitung", "Mo", "Di"),
    ("P-1", "08:00-16:00", "16-8"),  # interval-order
    ("P-2", "8-12, 11-14", ""),  # interval-overlap
)

MONTHS: Rows = (
    ("Prozessbegleitung", "Monat", "Stunden"),
    ("P-1", "13.2027", 10),  # month
    ("", "08.2027", 10.1),  # quarter-hours
)

KINDERGARTENS: Rows = (
    (
        "Kürzel",
        "Name",
        "Landkreis",
        "PLZ",
        "Phase",
        "Mindeststunden",
        "Wunschstunden",
        "Termine im Monat",
        "ab Monat",
        "bis Monat",
        "öffnet",
        "schließt",
        "Wunschtage",
        "bisherige Prozessbegleitung",
    ),
    ("K-1", "Ilmwichtel", "Weimarer Land", 99510, "Start", 2, 4, 1, "", "", "", ""),
    ("K-2", "Apfelkerne", "Kreis Nirgendwo", 99510, "Start", 2, 4),  # unknown county
    ("K-3", "Waldhaus", "Weimarer Land", 99510, "Aufbau", 3, 2),  # below-minimum
    ("K-4", "Kastanie", "Weimarer Land", 99510, "Aufbau", 2, 2.25),  # half-hours
    ("K-5", "Bachstelzen", "Weimarer Land", 99510, "Aufbau", 0, 2),  # range
    ("K-6", "Regenbogen", "Weimarer Land", 99510, "fertig", 2, 2),  # choice
    ("K-7", "Spatzen", "Weimarer Land", 99510, "Start", 2, 4, 0),  # range
    ("K-8", "Igel", "Weimarer Land", 99510, "Start", 2, 4, 1, "09.2027", "02.2027"),
    ("K-9", "Biber", "Weimarer Land", 99510, "Start", 2, 4, 1, "", "", "16:00", "8:00"),
    ("K-10", "Dachs", "Weimarer Land", 99510, "Start", 2, 4, 1, "", "", "früh", ""),
    ("K-11", "Luchs", "Weimarer Land", 99510, "Start", 2, 4, 1, "", "", "", "", "Mai"),
    (
        "K-12",
        "Fuchsbau",
        "Weimarer Land",
        99510,
        "Start",
        2,
        4,
        1,
        "",
        "",
        "",
        "",
        "",
        "P-99",
    ),  # unknown-reference
    ("K-1", "Doppelt", "Weimarer Land", 99510, "Start", 2, 4),  # duplicate
)

KINDERGARTEN_TOPICS: Rows = (
    ("Kita", "Thema", "Gewicht"),
    ("K-1", "TEAM", 3),
    ("", "TEAM", 2),  # duplicate
    ("", "NETZ", 11),  # range
    ("", "Zirkus", 1),  # unknown-reference
)

CLOSURES: Rows = (
    ("Kita", "von", "bis"),
    ("K-1", "19.07.2027", "30.07.2027"),
    ("", "26.07.2027", "06.08.2027"),  # closure-overlap
    ("K-8", "24.12.2027", "20.12.2027"),  # dates-order
    ("K-9", "01.01.2027", "31.12.2027"),  # closed-all-year
    ("K-10", "31.02.2027", "01.03.2027"),  # date
)

CONFLICTS: Rows = (
    ("Prozessbegleitung", "Kita", "Art"),
    ("P-1", "K-1", "Fachberatung"),
    ("P-1", "K-8", "verwandt"),  # choice
    ("P-1", "K-1", "Fachberatung"),  # duplicate
)

REFUSALS: Rows = (
    ("Prozessbegleitung", "Kita", "durch"),
    ("P-1", "K-99", "Kita"),  # unknown-reference
    ("", "K-1", "Kita"),  # required
)

ENGAGEMENTS: Rows = (
    ("Prozessbegleitung", "Kita", "ab Monat", "bis Monat", "Stunden im Monat", "Stand"),
    ("P-1", "K-8", "01.2026", "12.2026", 3, "vereinbart"),
    ("P-2", "K-8", "12.2026", "06.2027", 3, "vereinbart"),  # engagement-overlap
    ("P-1", "K-9", "01.2026", "12.2026", 3, "geplant"),  # choice
)

DAYS: Rows = (
    ("Tag", "Titel", "Art", "für"),
    ("14.04.2027", "Arbeitskreis im Frühjahr", "Arbeitskreis", "alle"),
    ("14.04.2027", "noch einmal", "Arbeitskreis", "alle"),  # duplicate
    ("15.04.2027", "Grillfest", "Feier", "alle"),  # choice
    ("16.04.1827", "Qualifizierung", "Qualifizierung", "alle"),  # date-range
)

HOSTS: Rows = (
    ("Kita", "Besuche im Monat", "Wochentage", "Themen"),
    ("K-1", 40, "Mo-Do", "TEAM"),  # range
    ("K-8", 2, "Mo-Do", "TEAM, ZAUBERN"),  # unknown-reference
)

CLUSTERS: Rows = (("Name",), ("Verbund Mitte",))

MEMBERS: Rows = (
    ("Verbund", "Kommune", "Land", "Teilnehmende", "Raum für", "PLZ"),
    ("Verbund Mitte", "Apolda", "Thüringen", 11, 60, "99510"),
    ("", "Salzburg", "Österreich", 11, 60, ""),  # choice
    ("Verbund Nord", "Göttingen", "Niedersachsen", 11, 0, ""),  # unknown-reference
    ("Verbund Mitte", "Apolda", "Thüringen", 9, 60, "99510"),  # duplicate
)

SHEETS: tuple[tuple[str, Rows], ...] = (
    ("Landkreise", COUNTIES),
    ("Budgets", BUDGETS),
    ("Honorarstufen", FEE_BANDS),
    ("Themen", TOPICS),
    ("Prozessbegleitungen", COACHES),
    ("Themenprofile", COACH_TOPICS),
    ("Zeiten", WINDOWS),
    ("Abweichende Monate", MONTHS),
    ("Kitas", KINDERGARTENS),
    ("Kita-Themen", KINDERGARTEN_TOPICS),
    ("Schließzeiten", CLOSURES),
    ("Interessenkonflikte", CONFLICTS),
    ("Ablehnungen", REFUSALS),
    ("Begleitungen", ENGAGEMENTS),
    ("Programmtage", DAYS),
    ("Konsultationseinrichtungen", HOSTS),
    ("Verbünde", CLUSTERS),
    ("Verbundkommunen", MEMBERS),
    ("Kommunen", MEMBERS),  # duplicate-sheet
    ("Personen", (("Kürzel",), ("T-1",))),  # other-kind
    ("Kitass", (("Kürzel",), ("K-1",))),  # unknown-sheet
)


def write(path: Path) -> None:
    """Write the workbook."""
    write_messy(path, SHEETS)


if __name__ == "__main__":
    write(MESSY)
