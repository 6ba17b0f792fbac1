"""What a cell may hold, as people and spreadsheets write it."""

# ruff: noqa: DTZ001  cells of spreadsheets have no zone

from datetime import date, datetime, time, timedelta

import pytest

from service.imports.sheets.shared import TAGS
from service.imports.values.choices import Choice, Several, Weekdays, YesNo
from service.imports.values.dates import DayReader, MonthReader
from service.imports.values.numbers import Coordinate, Euros, Hours, Whole
from service.imports.values.reader import CellError, is_blank, plain, text_of
from service.imports.values.texts import Code, Codes, Email, Phone, Postcode, Text
from service.imports.values.times import IntervalsReader, TimeReader
from solver.words import CAPABILITIES

KINDS = Choice((("Großtagespflege", "shared"), ("GTP", "shared"), ("Kita", "kita")))

READ = [
    (DayReader(), "01.08.2026", date(2026, 8, 1)),
    (DayReader(), "1.8.2026", date(2026, 8, 1)),
    (DayReader(), "01.08.26", date(2026, 8, 1)),
    (DayReader(), "01. 08. 2026", date(2026, 8, 1)),
    (DayReader(), "2026-08-01", date(2026, 8, 1)),
    (DayReader(), "2026-08-01 00:00:00", date(2026, 8, 1)),
    (DayReader(), datetime(2026, 8, 1), date(2026, 8, 1)),
    (DayReader(), date(2026, 8, 1), date(2026, 8, 1)),
    (DayReader(), 46235.0, date(2026, 8, 1)),
    (DayReader(), "01.08.69", date(2069, 8, 1)),
    (DayReader(), "01.08.70", date(1970, 8, 1)),
    (DayReader(), "29.02.2028", date(2028, 2, 29)),
    (MonthReader(), "03.2025", date(2025, 3, 1)),
    (MonthReader(), "3/2025", date(2025, 3, 1)),
    (MonthReader(), "2025-03", date(2025, 3, 1)),
    (MonthReader(), "März 2025", date(2025, 3, 1)),
    (MonthReader(), "Dez. 2025", date(2025, 12, 1)),
    (MonthReader(), "17.03.2025", date(2025, 3, 1)),
    (MonthReader(), datetime(2025, 3, 17), date(2025, 3, 1)),
    (TimeReader(), "7:30", 450),
    (TimeReader(), "07:30 Uhr", 450),
    (TimeReader(), "7.30", 450),
    (TimeReader(), "7 Uhr", 420),
    (TimeReader(), "8", 480),
    (TimeReader(), 8.0, 480),
    (TimeReader(), 7.3, 450),
    (TimeReader(), 0.3125, 450),
    (TimeReader(), time(7, 30), 450),
    (TimeReader(), datetime(1899, 12, 31, 7, 30), 450),
    (TimeReader(), timedelta(hours=24), 1440),
    (TimeReader(), "24:00", 1440),
    (IntervalsReader(), "07:30-14:00", ((450, 840),)),
    (IntervalsReader(), "7.30 – 14 Uhr", ((450, 840),)),
    (IntervalsReader(), "von 8 bis 12", ((480, 720),)),
    (IntervalsReader(), "13-15, 8-12", ((480, 720), (780, 900))),
    (IntervalsReader(), "8-12 und 12-13", ((480, 720), (720, 780))),
    (Hours(60), "27,5", 1650),
    (Hours(60), 27.25, 1635),
    (Hours(60), "27:30", 1650),
    (Hours(60), "30 h", 1800),
    (Hours(60), "25 Std.", 1500),
    (Hours(60), 60, 3600),
    (Euros(100), "5,24", 524),
    (Euros(100), "5.24 €", 524),
    (Euros(100), "4 Euro", 400),
    (Euros(100), 5.24, 524),
    (Euros(100), 100, 10000),
    (Whole(0, 12), "5", 5),
    (Whole(0, 12), 5.0, 5),
    (Whole(0, 12), "5,0", 5),
    (Whole(0, 12), 12, 12),
    (Coordinate("Breite", 47, 55), "51,53", 51.53),
    (Coordinate("Breite", 47, 55), "51.53", 51.53),
    (Postcode(), 1067, "01067"),
    (Postcode(), 1067.0, "01067"),
    (Postcode(), "1067", "01067"),
    (Postcode(), "1067.0", "01067"),
    (Postcode(), "1067,00", "01067"),
    (Postcode(), "D-44623", "44623"),
    (Postcode(), " 44623 ", "44623"),
    (YesNo(), "Ja", True),
    (YesNo(), "x", True),
    (YesNo(), "NEIN", False),
    (YesNo(), True, True),
    (YesNo(), 0.0, False),
    (Choice((("Tandem", "tandem"),)), "tandem ", "tandem"),
    (KINDS, "großtagespflege", "shared"),
    (KINDS, "Grosstagespflege", "shared"),
    (KINDS, "gtp", "shared"),
    (KINDS, "shared", "shared"),
    (Several(KINDS), "Kita; GTP, Kita", ("kita", "shared")),
    (Weekdays(), "Mo", (0,)),
    (Weekdays(), "Montag", (0,)),
    (Weekdays(), "Mo-Fr", (0, 1, 2, 3, 4)),
    (Weekdays(), "Mo – Mi", (0, 1, 2)),
    (Weekdays(), "Mo bis Mi, Fr", (0, 1, 2, 4)),
    (Weekdays(), "Di+Do", (1, 3)),
    (Weekdays(), "Mo Mi", (0, 2)),
    (Weekdays(), "Sonnabend", (5,)),
    (Code(), 12.0, "12"),
    (Code(), " T-1 ", "T-1"),
    (Code(), "Haus am See", "Haus am See"),
    (Codes(), "K-2; K-1, K-2", ("K-1", "K-2")),
    (Text(20), "Mu\u0308ller", "Müller"),
    (Text(20), "a\u00a0 b\u200b", "a b"),
    (Text(20), "'=1+1", "=1+1"),
    (Text(20), "'s Lädchen", "'s Lädchen"),
    (Text(3), "abc", "abc"),
    (Email(), "Anja.K@Beispiel.DE", "Anja.K@beispiel.de"),
    (Phone(), "+49 (0)30 23125-001", "+49 (0)30 23125-001"),
    (Phone(), "'+49 30 23125", "+49 30 23125"),
]

REFUSED = [
    (DayReader(), "31.02.2026", "date"),
    (DayReader(), "08/01/2026", "date"),
    (DayReader(), "bald", "date"),
    (DayReader(), 12.0, "date"),
    (DayReader(), True, "date"),
    (DayReader(), "01.08.1929", "date-range"),
    (DayReader(), "01.01.2101", "date-range"),
    (MonthReader(), "13.2025", "month"),
    (MonthReader(), "Lenz 2025", "month"),
    (MonthReader(), "2025", "date"),
    (TimeReader(), "7:60", "time"),
    (TimeReader(), "24:01", "time"),
    (TimeReader(), "früh", "time"),
    (TimeReader(), -1.0, "time"),
    (TimeReader(), 7.75, "time"),
    (IntervalsReader(), "8", "interval"),
    (IntervalsReader(), "8-9-10", "interval"),
    (IntervalsReader(), "14-8", "interval-order"),
    (IntervalsReader(), "8-8", "interval-order"),
    (IntervalsReader(), "8-12, 11:59-14", "interval-overlap"),
    (IntervalsReader(), "8-x", "time"),
    (Hours(60), 30.1, "quarter-hours"),
    (Hours(60), 60.25, "range"),
    (Hours(60), "viele", "number"),
    (Euros(100), "5,245", "cents"),
    (Euros(100), 100.01, "range"),
    (Euros(100), "-1", "range"),
    (Euros(100), "viel", "number"),
    (Whole(0, 12), 13, "range"),
    (Whole(0, 12), -1, "range"),
    (Whole(0, 12), 4.5, "integer"),
    (Whole(0, 12), "fünf", "number"),
    (Whole(0, 12), True, "number"),
    (Coordinate("Breite", 47, 55), "55,0001", "range"),
    (Postcode(), "446234", "postcode"),
    (Postcode(), "0999", "postcode"),
    (Postcode(), "Herne", "postcode"),
    (YesNo(), "vielleicht", "yes-no"),
    (KINDS, "Krippe", "choice"),
    (Several(KINDS), "Kita, Krippe", "choice"),
    (Weekdays(), "Feiertag", "weekday"),
    (Weekdays(), "Fr-Mo", "weekday"),
    (Code(), "a,b", "code"),
    (Code(), "x" * 41, "code"),
    (Code(), "=A1", "formula"),
    (Text(3), "abcd", "too-long"),
    (Text(20), "=SUMME(A1)", "formula"),
    (Text(20), "@cmd", "formula"),
    (Text(20), "a\x07b", "control-character"),
    (Email(), "anja", "email"),
    (Email(), "a b@c.de", "email"),
    (Phone(), "siehe Liste", "phone"),
]


@pytest.mark.parametrize(("reader", "cell", "value"), READ)
def test_a_cell_is_read(reader, cell, value):
    assert reader.read(cell) == value


@pytest.mark.parametrize(("reader", "value"), [(r, value) for r, _, value in READ])
def test_what_was_read_reads_the_same_when_written(reader, value):
    assert reader.read(reader.write(value)) == value


@pytest.mark.parametrize(("reader", "cell", "code"), REFUSED)
def test_a_cell_is_refused_with_its_code_and_what_is_expected(reader, cell, code):
    with pytest.raises(CellError) as refusal:
        reader.read(cell)
    assert refusal.value.code == code
    assert refusal.value.expected


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "-", "–", "—", "k.A.", "/"])
def test_a_cell_that_says_nothing_is_blank(cell):
    assert is_blank(cell)


@pytest.mark.parametrize("cell", [0, 0.0, False, "0", "--", "Ja"])
def test_a_cell_that_says_something_is_not_blank(cell):
    assert not is_blank(cell)


def test_labels_are_compared_without_case_umlauts_and_signs():
    assert plain("  Größe (m²) ") == plain("GROESSE M2")
    assert plain("Räume") == plain("Ra\u0308ume") == plain("Raeume")


def test_a_near_miss_is_told_what_was_meant():
    with pytest.raises(CellError, match="gemeint: „Großtagespflege“"):
        KINDS.read("Großtagesplege")


def test_a_whole_number_of_a_spreadsheet_loses_its_point():
    assert text_of(12.0) == "12"
    assert text_of(12.5) == "12.5"


def test_what_a_sheet_may_name_is_what_sentences_have_words_for():
    assert {value for _, value in TAGS.labels} == CAPABILITIES
