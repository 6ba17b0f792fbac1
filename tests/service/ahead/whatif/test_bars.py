"""A bar per change: well-formed, told in words, honest where nothing helps."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from service.ahead.whatif.bars import draw_bars
from service.ahead.whatif.parameters import WhatIfParameters
from service.ahead.whatif.sheets import whatif_sheets
from service.ahead.whatif.view import ChangeView, TallyView, WhatIfView
from service.ahead.whatif.words import grounds, verdict
from service.reports.workbook import workbook_bytes

SVG = "{http://www.w3.org/2000/svg}"


def a_change(rank: int, minutes: int, wave: int = 0, cents: int | None = 1_304):
    covered = TallyView(minutes // 8, wave, minutes)
    return ChangeView(
        rank, "floater", f"Eine Kraft mehr <{rank}>", covered, 900, cents, proven=True
    )


def a_view(*changes: ChangeView, **more) -> WhatIfView:
    view = WhatIfView(
        helps=bool(changes),
        base=TallyView(1_000, 2_000, 600_000),
        absences=235,
        drawn_weeks=50,
        changes=changes,
        considered=81,
        verified=23,
        ruled_out=58,
        sitings=(),
        unproven=0,
        complete=True,
        asked=WhatIfParameters(),
        codes_only=False,
    )
    return replace(view, **more)


def bars(view: WhatIfView, style: str) -> list[float]:
    root = ET.fromstring(draw_bars(view))
    rows = root.iter(f"{SVG}g")
    return [
        float(rect.get("width"))
        for row in rows
        for rect in row.iter(f"{SVG}rect")
        if rect.get("class") == style
    ]


def test_bars_are_as_long_as_what_is_covered():
    single = bars(a_view(a_change(1, 60_000), a_change(2, 30_000)), "single")
    assert single[0] == 2 * single[1] > 0


def test_the_hatched_part_is_the_waves():
    # 50 drawn weeks with 62.500 minutes are 10.000 in the eight weeks of a year
    view = a_view(a_change(1, 40_000, wave=62_500))
    (single,), (wave,) = bars(view, "single"), bars(view, "wave")
    assert abs(3 * wave - single) < 0.5


def test_signs_of_markup_in_names_are_text():
    assert "&lt;1&gt;" in draw_bars(a_view(a_change(1, 60)))


def test_where_none_helps_it_says_so():
    view = a_view()
    assert verdict(view).startswith("Keine der geprüften Maßnahmen (81) hilft")
    drawing = draw_bars(view)
    ET.fromstring(drawing)
    assert "Maßnahmen (81)" in drawing
    assert workbook_bytes(whatif_sheets(view))[:2] == b"PK"


def test_who_reads_codes_only_is_told_how_to_get_names():
    codes = a_view(a_change(1, 60), codes_only=True)
    assert "--names" in " ".join(grounds(codes))
    assert "--names" in draw_bars(codes)
    named = a_view(a_change(1, 60))
    assert "--names" not in " ".join(grounds(named)) + draw_bars(named)


def test_what_is_not_proven_or_not_whole_is_told():
    plain = " ".join(grounds(a_view()))
    assert "bewiesen" not in plain
    told = " ".join(grounds(a_view(unproven=3, complete=False)))
    assert "3 Werte sind nicht zu Ende bewiesen" in told
    assert "Rechenzeit reichte nicht" in told


def test_assumed_costs_are_told_with_their_numbers():
    asked = WhatIfParameters(held_place_cents_per_month=123_450)
    assert "1.234,50 €" in " ".join(grounds(a_view(asked=asked)))
