"""A workbook as nobody wants to get it: every kind of fault at least once.

``python -m tests.service.imports.messy`` writes it to fixtures/imports/messy.xlsx.
"""

# ruff: noqa: DTZ001  cells of spreadsheets have no zone

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from service.imports.values.reader import Cell

MESSY = Path("fixtures/imports/messy.xlsx")
EXPECTED = Path("fixtures/imports/messy.expected.json")
_CREATED = datetime(2026, 11, 2)

Rows = Sequence[Sequence[Cell]]

AREAS: Rows = (
    ("Name", "Art", "gehört zu"),
    ("Musterstadt", "Gemeinde", ""),
    ("Nord", "Bezirk", "Musterstadt"),
    ("Süd", "Bezirk", "Musterstatt"),  # unknown-reference, with a suggestion
    ("Kreis Muster", "Kreis", "Nord"),  # area-order
    ("Nord", "Bezirk", "Musterstadt"),  # duplicate
    ("West", "Quartier", "Musterstadt"),  # choice
)

PLACES: Rows = (
    ("Liste der Räume, Stand 01.11.2026", *[""] * 9),
    (
        "Kürzel",
        "Art",
        "Bezeichnung",
        "Straße",
        "PLZ",
        "Breitengrad",
        "Längengrad",
        "Plätze",
        "ohne Inhaberin nutzbar",
        "Mo",
    ),
    ("R-1", "eigener Haushalt", "Haus 1", "Am Weiher 1", 44623, "", "", 5, "Nein", ""),
    ("R-2", "GTP", "Rasselbande", "Heidekamp 2", "44625", "", "", 9, "Ja", "7-16"),
    ("R-3", "Stützpunkt", "", "", "4462", "51,5", "", "", "", ""),  # coordinates-half
    ("R-4", "Kita", "", "", "446-23", "", "", "", "", ""),  # postcode
    ("R-5", "Kita", "", "", "", "151,5", "7,2", "", "", ""),  # range
    ("R-6", "Kita", "", "", "", "hier", "7,2", "", "", ""),  # number
    ("R-7", "Kita", "", "", "", "", "", 4.5, "", ""),  # integer
    ("R-8", "Kita", "", "", "", "", "", "", "vielleicht", ""),  # yes-no
    ("R-9", "Kita", "", "", "", "", "", "", "", "16:00-08:00"),  # interval-order
    ("R-10", "Kita", "", "", "", "", "", "", "", "8-12, 11-14"),  # interval-overlap
    ("R-11", "Kita", "", "", "", "", "", "", "", "vormittags"),  # interval
    ("r-1", "Kita", "", "", "", "", "", "", "", ""),  # duplicate but for the case
    ("R-12", "Kita", "=1+1", "", "", "", "", "", "", ""),  # formula
)

PEOPLE: Rows = (
    (
        "Kürzel",
        "Art",
        "Vorname",
        "Nachname",
        "Geburtsname",
        "Wochenstunden",
        "E-Mail",
        "Telefon",
        "Raum",
        "tätig von",
        "tätig bis",
        "Vorname",
    ),
    (
        "T-1",
        "Tagesmutter",
        "Anja",
        "Erlenkamp",
        "",
        "",
        "t-1@tagespflege.example",
        "030 23125 001",
        "R-1",
        date(2020, 8, 1),
        "",
        "",
    ),
    ("T-2", "KTPP", "Birgit", "Mohnhagen", "", "", "", "", "R-2", "", "", ""),
    ("T-3", "KTPP", "", "Südfeld", "", "", "", "", "R-2", "", "", ""),  # required
    ("T-4", "KTPP", "Cem", "Waldmann", "", "", "cem(at)web", "", "R-2", "", "", ""),
    ("T-5", "KTPP", "Dörte", "Laubstein", "", "", "", "siehe Liste", "R-2", "", "", ""),
    ("V-1", "Springerin", "Elke", "Torfhaus", "", 30.1, "", "", "", "", "", ""),
    ("V-2", "Springer", "Falk", "Rohrwart", "", 30, "", "", "R-99", "", "", ""),
    (
        "V-3",
        "Springer",
        "Gerd",
        "Nordhoff",
        "",
        20,
        "",
        "",
        "",
        date(2026, 8, 1),
        date(2025, 7, 31),
        "",
    ),  # dates-order
    (
        "V 4, neu",
        "Springer",
        "Hanna",
        "Feldloh",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ),  # code
    ("V-5", "Springer", "I" * 101, "Rosental", "", 20, "", "", "", "", "", ""),
)

PERMITS: Rows = (
    (
        "Person",
        "Plätze",
        "gültig von",
        "gültig bis",
        "Mindestalter",
        "Höchstalter",
        "Uhrzeit von",
        "Uhrzeit bis",
    ),
    ("T-1", 5, date(2024, 1, 1), date(2028, 12, 31), "", "", "", ""),
    ("T-1", 4, "01.08.2026", "31.07.2031", "", "", "", ""),  # permit-overlap
    ("T-2", 15, "01.08.2022", "31.07.2027", "", "", "", ""),  # range
    ("T-2", 5, "32.08.2022", "31.07.2027", "", "", "", ""),  # date
    ("T-2", 5, "01.08.1822", "31.07.2027", "", "", "", ""),  # date-range
    ("V-1", 5, "01.08.2022", "31.07.2027", 24, 12, "", ""),  # ages-order
    ("V-3", 5, "01.08.2022", "31.07.2027", "", "", "7:00", ""),  # interval-half
    ("V-3", 5, "01.08.2027", "31.07.2028", "", "", "25:10", "16:00"),  # time
)

CREDENTIALS: Rows = (
    ("Person", "Art", "ausgestellt am", "", "Bemerkng"),  # two bad headings
    ("T-1", "Erste Hilfe", datetime(2025, 3, 1), "gesehen", ""),
    ("", "Belehrung", "01.03.2025", "", ""),  # repeats T-1
    ("", "Impfpass", "01.03.2025", "", ""),  # choice
)

AVAILABILITY: Rows = (
    ("Person", "Wochentag", "von", "bis", "gültig von"),
    ("V-1", "Mo-Fr", "7:30", "14:00", "01.08.2026"),
    ("V-1", "Mittwoch", "12:00", "15:00", ""),  # interval-overlap
    ("V-2", "Feiertags", "7:30", "14:00", "01.08.2026"),  # weekday
    ("V-3", "Mo", "14:00", "7:30", "01.08.2026"),  # interval-order
)

CHILDREN: Rows = (
    ("Kürzel", "Geburtsmonat", "Gewicht", "Bedarf", "PLZ", "Haushalt"),
    ("K-1", "03.2025", 1, "", 44623, "H-1"),
    ("K-2", "13.2025", 1, "", 44623, ""),  # month
    ("K-3", "04.1999", 1, "", 44623, ""),  # birth-month
    ("K-4", "04.2025", 9, "", 44623, ""),  # range
    ("K-5", "04.2025", 2, "Inclusion, Ponyreiten", 44623, ""),  # choice
    ("K-6", "#BEZUG!", 1, "", 44623, ""),  # formula-error
    ("K-7", "05.2025", "", "–", "1067.0", "H-1"),
    ("K-7", "05.2025", "", "", "01067", "H-1"),  # duplicate
)

CONTRACTS: Rows = (
    (
        "Kürzel",
        "Kind",
        "Person",
        "Raum",
        "gültig von",
        "gültig bis",
        "Wochenstunden",
        "Mo",
        "Di",
    ),
    ("C-1", "K-1", "T-1", "R-1", "01.08.2026", "", "12", "8-14", "8-14"),
    (
        "C-2",
        "K-1",
        "T-2",
        "R-2",
        "01.09.2026",
        "",
        "2",
        "13-15",
        "",
    ),  # contract-overlap
    ("C-3", "K-7", "", "R-2", "01.08.2026", "", "6", "8-14", ""),  # no childminder
    ("C-4", "K-7", "T-2", "R-2", "01.08.2026", "31.07.2026", "6", "8-14", ""),
    ("C-5", "K-7", "T-2", "R-2", "01.08.2027", "", "6", "", ""),  # no-times
    ("C-6", "K-8", "T-2", "R-2", "01.08.2026", "", "6", "8-14", ""),  # unknown child
    ("C-7", "K-7", "T-1", "R-1", "01.08.2028", "", "0", "8-14", ""),  # no hours
)

COOPERATIONS: Rows = (
    ("Kürzel", "Modell", "Bezeichnung", "Raum", "gültig von"),
    ("Z-1", "Tandem", "", "", "01.08.2026"),  # members
    ("Z-2", "Stützpunkt", "", "", "01.08.2026"),  # place-required
    ("Z-3", "mobile Vertretung", "", "", "01.08.2026"),  # nobody-substitutes
    ("Z-4", "Tandem", "", "", "01.08.2026"),
)

MEMBERS: Rows = (
    ("Kooperation", "Person", "Rolle", "Freihalteplätze"),
    ("Z-1", "T-1", "beides", 1),
    ("Z-2", "V-1", "Vertretung", 0),
    ("Z-3", "T-1", "Mitglied", 0),
    ("", "T-2", "Mitglied", 0),
    ("Z-4", "T-1", "beides", 1),
    ("", "T-2", "beides", 1),
)

DESIGNATED: Rows = (
    ("Kooperation", "Kind", "Person", "gültig von"),
    ("Z-4", "K-1", "T-2", "01.08.2026"),
    ("", "K-7", "V-3", "01.08.2026"),  # not-a-member
)

ABSENCES: Rows = (
    ("Person", "von", "bis", "Art"),
    ("T-1", "02.11.2026", "06.11.2026", "kurzfristig"),
    ("T-1", "05.11.2026", "", "geplant"),  # absence-overlap
)

SHEETS: tuple[tuple[str, Rows], ...] = (
    ("Orte", AREAS),
    ("Räume", PLACES),
    ("Personen", PEOPLE),
    ("Erlaubnisse", PERMITS),
    ("Nachweise", CREDENTIALS),
    ("Verfügbarkeit", AVAILABILITY),
    ("Kinder", CHILDREN),
    ("Verträge", CONTRACTS),
    ("Kooperationen", COOPERATIONS),
    ("Mitglieder", MEMBERS),
    ("Feste Vertretungen", DESIGNATED),
    ("Abwesenheiten", ABSENCES),
    ("Ausfallzeiten", ABSENCES),  # duplicate-sheet
    ("Kontackte", (("Kind", "Person"), ("K-1", "V-1"))),  # unknown-sheet
    ("Fähigkeiten", (("bitte", "ausfüllen"), ("T-1", "Inklusion"))),  # no-headings
    ("Grenzen", (("freie Tage",), ("Fr",))),  # missing-heading
)


def write_messy(path: Path, tables: Sequence[tuple[str, Rows]] = SHEETS) -> None:
    """Write the workbook; texts as texts, dates as dates."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": _CREATED})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in tables:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for index, cell in enumerate(row):
                    if cell == "#BEZUG!":
                        sheet.write_formula(number, index, "=Z99", None, "#REF!")
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, index, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(number, index, cell)
                    else:
                        sheet.write_number(number, index, cell)


if __name__ == "__main__":
    write_messy(MESSY)
