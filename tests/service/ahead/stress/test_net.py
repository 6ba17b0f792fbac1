"""The net as a picture: everybody in it once, weak points marked, told in words."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from math import dist
from xml.etree import ElementTree as ET

from service.ahead.stress.net_layout import layout
from service.ahead.stress.net_picture import draw_net
from service.ahead.stress.sheets import notes
from service.ahead.stress.view import (
    CoverageView,
    PersonView,
    StressView,
    WayView,
)

SVG = "{http://www.w3.org/2000/svg}"


def a_person(code: str, uncovered: int = 0, rank: int | None = None, **more):
    person = PersonView(
        code=code,
        name=f"Frau {code.upper()} & Co",
        kind="childminder",
        district="Nord",
        needed_minutes=600,
        uncovered_minutes=uncovered,
        bottleneck=None,
        worst_partner=None,
        worst_surplus_minutes=0,
        hanging_minutes=60 if rank else 0,
        partners=1,
        rank=rank,
    )
    return replace(person, **more)


def a_view(persons, ways) -> StressView:
    monday = date(2026, 11, 9)
    return StressView(
        first_day=monday,
        last_day=monday,
        n1=CoverageView(3, 1, 1800, 600, 666),
        n2=None,
        persons=tuple(persons),
        districts=(),
        singles=(),
        pairs=(),
        all_pairs=0,
        wave=None,
        ways=tuple(WayView(a, s, model, 5) for a, s, model in ways),
        unproven=0,
        evaluated=3,
        complete=True,
        codes_only=False,
    )


TANDEM = (("a", "b", "tandem"), ("b", "a", "tandem"))


def texts(drawing: str) -> list[str]:
    root = ET.fromstring(drawing)
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_everybody_tied_stands_once_and_apart():
    people = [a_person(code) for code in "abcdefgh"]
    ways = [("a", other, "floater_cluster") for other in "bcdefgh"]
    found = layout(a_view(people, ways), 1000)
    assert set(found.points) == set("abcdefgh")
    for one, other in combinations(found.points.values(), 2):
        assert dist(one, other) > 40
    assert layout(a_view(people, ways), 1000) == found


def test_nobody_of_a_large_cluster_stands_outside_the_picture():
    """Names that were moved apart once stood beyond the right edge, and were cut."""
    codes = [f"p{number:02}" for number in range(60)]
    ways = [(codes[i], codes[(i * 7 + 1) % 60], "floater_cluster") for i in range(60)]
    view = a_view([a_person(code) for code in codes], ways)
    found = layout(view, 700)
    assert all(0 <= x <= found.width for x, _ in found.points.values())
    assert all(0 <= y <= found.height for _, y in found.points.values())
    root = ET.fromstring(draw_net(view))
    assert float(root.get("width")) >= layout(view, 1400).width


def test_whom_only_children_know_stays_alone():
    people = [a_person("a"), a_person("b"), a_person("c", 600)]
    view = a_view(people, [*TANDEM, ("c", "a", "known_person")])
    found = layout(view, 1000)
    assert (set(found.points), found.alone) == ({"a", "b"}, ["c"])
    told = texts(draw_net(view))
    assert "Ohne Vereinbarung zur Vertretung" in told
    assert "Frau C & Co: 10:00 h offen" in told


def test_weak_points_carry_their_rank_and_are_told():
    view = a_view([a_person("a", 300, rank=1), a_person("b")], TANDEM)
    drawing = draw_net(view)
    root = ET.fromstring(drawing)
    rings = [c for c in root.iter(f"{SVG}circle") if c.get("class") == "ring"]
    assert len(rings) == 1
    (told,) = (d.text or "" for d in root.iter(f"{SVG}desc"))
    assert "Schwachstelle 1: Frau A & Co" in told


def test_mutual_ways_are_one_line_and_others_an_arrow():
    mutual = draw_net(a_view([a_person("a"), a_person("b")], TANDEM))
    one_way = draw_net(a_view([a_person("a"), a_person("b")], TANDEM[:1]))
    assert mutual.count("marker-end") == 1  # that of the legend
    assert one_way.count("marker-end") == 2


def test_a_net_without_anybody_tied_is_drawn_all_the_same():
    drawing = draw_net(a_view([a_person("a", 600)], ()))
    assert "Frau A &amp; Co" in drawing
    ET.fromstring(drawing)


def test_a_net_of_codes_says_how_to_get_names():
    view = a_view([a_person("a"), a_person("b")], TANDEM)
    codes = replace(view, codes_only=True)
    for told in (draw_net, lambda v: " ".join(notes(v))):
        assert "--names" in told(codes)
        assert "--names" not in told(view)
