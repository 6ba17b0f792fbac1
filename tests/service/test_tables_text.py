"""Tables for a terminal: wrapped, never cut, at most as wide as the screen."""

import pytest

from service.tables_text import Column, table, wide

COLUMNS = [Column("Kind"), Column("Minuten", right=True), Column("weil", grows=True)]
LONG = "Tandem, feste Vertretung, vertraut, keine andere Person kam in Frage"


def test_columns_are_as_wide_as_needed_and_numbers_right() -> None:
    assert table(COLUMNS, [["K-1", "5", "ja"]], 80) == [
        "Kind  Minuten  weil",
        "────  ───────  ────",
        "K-1         5  ja",
    ]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_long_text_wraps_and_nothing_is_lost(width: int) -> None:
    lines = table(COLUMNS, [["K-1", "5", LONG]], width)
    assert max(map(wide, lines)) <= width
    said = " ".join(line[15:].strip() for line in lines[2:])
    assert said == LONG


def test_cell_may_hold_lines_a_row_may_be_blank_or_a_heading() -> None:
    rows = [["K-1", "5", "eins\nzwei"], [], ["Statt Berta:"], ["K-2", "7", "drei"]]
    assert [line.rstrip() for line in table(COLUMNS, rows, 80)][2:] == [
        "K-1         5  eins",
        "               zwei",
        "",
        "Statt Berta:",
        "K-2         7  drei",
    ]


def test_combining_marks_take_no_room() -> None:
    assert wide("u\u0308") == 1
    assert wide("Ü") == 1
    assert wide("漢") == 2
