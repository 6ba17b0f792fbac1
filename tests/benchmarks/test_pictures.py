"""Pictures are valid, complete and to scale; sums of the large runs are right."""

import xml.etree.ElementTree as ET

import pytest

from tests.benchmarks.contest import Contest, Entry
from tests.benchmarks.germany import sizes
from tests.benchmarks.growth import Grown, exponent, say_growth
from tests.benchmarks.instances import town_week
from tests.benchmarks.measuring import judged
from tests.benchmarks.peers.exchange import Instance
from tests.benchmarks.plots import growth, quality
from tests.benchmarks.profile import the_profile
from tests.benchmarks.report import Report
from tests.benchmarks.svg import Axis, Line, Panel, picture
from tests.benchmarks.weeks import Week
from tests.benchmarks.works import Source, Work


def words_in(svg: str) -> list[str]:
    root = ET.fromstring(svg)
    return [node.text for node in root.iter() if node.text]


def test_an_axis_runs_from_zero_to_one_straight_and_by_powers_of_ten():
    straight, powers = Axis("", 10, 30), Axis("", 0.01, 100, logarithmic=True)
    assert [straight.share(v) for v in (10, 20, 30)] == [0, 0.5, 1]
    assert [powers.share(v) for v in (0.001, 0.01, 1, 100)] == [0, 0, 0.5, 1]
    assert powers.ticks() == pytest.approx([0.01, 0.1, 1, 10, 100])
    assert straight.ticks() == [10, 15, 20, 25, 30]
    assert Axis("", 7, 7).share(7) == 0.5


def test_words_are_escaped_and_every_line_has_its_legend():
    panel = Panel("a < b", Axis("x", 0, 1), Axis("y", 0, 1), [Line("<ours>", [], 0)])
    svg = picture("R & D", [panel, panel, panel])
    words = words_in(svg)
    assert words.count("<ours>") == 1
    assert words.count("a < b") == 3
    assert "R & D" in words


def test_quality_is_drawn_for_the_first_tiers_that_differ():
    week = Week(town_week(12, 2, 1, 1), the_profile())
    instance = Instance.of(week)
    found = judged(week, instance.plan([]))
    tiers = tuple(found.values)
    better = tuple(v - (i == 2) for i, v in enumerate(found.vector))
    entries = (
        Entry("ours", found, curve=((0.1, found.vector), (0.2, better))),
        Entry("late", found, curve=((70.0, found.vector),)),
        Entry("missing", missing="not here"),
    )
    work = Work("Probe", Source.DENSE, 12, 2)
    svg = quality(Contest(work, 1, 60.0, tiers, entries))
    words = words_in(svg)
    assert f"tier 3: {tiers[2]}" in words
    assert not any(f"tier 1: {tiers[0]}" == word for word in words)
    assert {"ours", "late"} <= set(words)
    assert "missing" not in words


def grown(childminders: int, cpu_seconds: float) -> Grown:
    return Grown(
        "stored", childminders, 10, cpu_seconds, cpu_seconds, 1 << 27, proven=True
    )


@pytest.mark.parametrize("power", [1.0, 1.25, 1.4])
def test_growth_is_near_linear_or_said_not_to_be(power: float):
    rows = [grown(n, 0.001 * n**power) for n in (50, 100, 200, 400, 800)]
    assert exponent([(g.childminders, g.cpu_seconds) for g in rows]) == pytest.approx(
        power
    )
    assert say_growth(Report(), rows) is (power <= 1.3)
    assert "milliseconds of CPU" in words_in(growth(rows))


def test_germany_has_as_many_towns_and_childminders_as_asked():
    found = sizes(600, 41_000)
    assert (len(found), sum(found)) == (600, 41_000)
    assert min(found) >= 8
    assert found == sorted(found, reverse=True)
    assert found == sizes(600, 41_000)
    assert found[0] > 300
