"""Pins of one child that contradict each other, however many there are."""

import random
from collections.abc import Sequence

import pytest

from solver.substitution.problem import FixedCover
from solver.substitution.rules import load_rules
from tests.solver.build import (
    a_fixed,
    a_person,
    a_problem,
    a_profile,
    hours,
    index_of,
)


@pytest.mark.parametrize("seed", range(40))
def test_each_pin_is_told_once_with_all_it_shares_with_earlier_ones(seed: int):
    chance = random.Random(seed)
    starts = sorted(chance.sample(range(7, 17), 6))
    pins = [
        a_fixed(
            "kind",
            hours(start, start + chance.randrange(1, 6)),
            chance.choice(("vertretung", "andere", "dritte")),
            "ort",
        )
        for start in starts
    ]
    expected = []
    for number, pin in enumerate(pins):
        shared = [
            slot.end
            for other in pins[:number]
            if other.cover.person != pin.cover.person
            and (slot := other.cover.slot.intersection(pin.cover.slot))
        ]
        if shared:
            expected.append((pin.cover.slot.start, max(shared)))
    chance.shuffle(pins)
    assert contradictory(pins) == expected


def test_thousands_of_pins_of_one_child_are_thousands_of_findings_bug():
    """All pairs of 10,000 were fifty millions: nothing was reported in time."""
    pins = [a_fixed("kind", hours(8, 16), f"v{n}", "ort") for n in range(10_000)]
    assert len(contradictory(pins)) == len(pins) - 1


def contradictory(pins: Sequence[FixedCover]) -> list[tuple[int, int]]:
    """Times that contradict an earlier pin of the child."""
    persons = {pin.cover.person for pin in pins if pin.cover.person}
    problem = a_problem(persons=tuple(map(a_person, persons)), fixed=tuple(pins))
    (rule,) = (r for r in load_rules(a_profile()).joint if r.info.id == "fixed-cover")
    found = rule.fixed_breaches(index_of(problem))
    return [(int(f.facts["start"]), int(f.facts["end"])) for f in found]
