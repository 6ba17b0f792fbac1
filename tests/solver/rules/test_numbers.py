"""Numbers of a profile: each is taken up to its limit and refused beyond it."""

import pytest

from solver.errors import ProfileError
from solver.profile import Value
from solver.substitution.rules import load_rules
from tests.solver.build import a_profile

#: Rule, numbers that are just allowed, and one changed so that they are not.
LIMITS: list[tuple[str, dict[str, Value], dict[str, Value]]] = [
    ("breaks", {"part_minutes": 1}, {"part_minutes": 0}),
    ("breaks", {"part_minutes": 30}, {"part_minutes": 31}),
    ("breaks", {"break_minutes": 45}, {"break_minutes": 46}),
    ("breaks", {"work_minutes": 540}, {"work_minutes": 541}),
    ("breaks", {"work_minutes": 1}, {"work_minutes": 0}),
    ("breaks", {"alone_minutes": 1}, {"alone_minutes": 0}),
    ("contracts", {"max_contracts": 1}, {"max_contracts": 0}),
    ("contracts", {"max_contracts": 10}, {"max_contracts": 11}),
    ("daily_limit", {"limit_minutes": 1}, {"limit_minutes": 0}),
    ("daily_limit", {"limit_minutes": 600}, {"limit_minutes": 601}),
    ("daily_rest", {"rest_minutes": 1}, {"rest_minutes": 0}),
    ("daily_rest", {"rest_minutes": 1439}, {"rest_minutes": 1440}),
    ("distinct_persons", {"max_persons": 1}, {"max_persons": 0}),
    ("distinct_persons", {"period_days": 1}, {"period_days": 0}),
    (
        "extra_way_limit",
        {"max_extra_way_minutes": 0},
        {"max_extra_way_minutes": -1},
    ),
    ("fairness", {"band_minutes": 1}, {"band_minutes": 0}),
    ("familiarity", {"settled": 0}, {"settled": -1}),
    ("familiarity", {"settled": 2}, {"settled": 3}),
    ("familiarity", {"faded": 8}, {"faded": 9}),
    ("familiarity_level", {"level": "settled"}, {"level": "bekannt"}),
    ("longest_duration", {"max_days": 1}, {"max_days": 0}),
    ("piece_length", {"min_piece_minutes": 1}, {"min_piece_minutes": 0}),
    ("piece_length", {"step_minutes": 1}, {"step_minutes": 0}),
    ("piece_length", {"step_minutes": 60}, {"step_minutes": 61}),
    ("present_at_once_person", {"max_children": 1}, {"max_children": 0}),
    (
        "present_in_shared_setting",
        {"places_by_persons": {"1": 1, "2": 1}},
        {"places_by_persons": {"1": 2, "2": 1}},
    ),
    (
        "present_in_shared_setting",
        {"places_by_persons": {"1": 1}},
        {"places_by_persons": {"1": 0}},
    ),
    (
        "present_in_shared_setting",
        {"places_by_persons": {"1": 5, "2": 9}},
        {"places_by_persons": {"1": 5, "3": 9}},
    ),
    ("qualification", {"min_units": 0}, {"min_units": -1}),
    (
        "qualification",
        {"exempt_kinds": ("floater",)},
        {"exempt_kinds": ("niemand",)},
    ),
    ("permit", {"kinds": ("kita_staff",)}, {"kinds": ("niemand",)}),
    (
        "present_at_once_person",
        {"exempt_kinds": ("floater",)},
        {"exempt_kinds": ("niemand",)},
    ),
    ("spare_places", {"reserve_places": 0}, {"reserve_places": -1}),
    ("tie_break", {"ranks": 1}, {"ranks": 0}),
    ("uncovered", {"handover_gain_minutes": 0}, {"handover_gain_minutes": -1}),
    ("weekly_hours", {"average_minutes": 1}, {"average_minutes": 0}),
    ("weekly_hours", {"balance_weeks": 1}, {"balance_weeks": 0}),
    ("weekly_hours", {"overtime_minutes": 0}, {"overtime_minutes": -1}),
]


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    LIMITS,
    ids=[f"{rule} {refused}" for rule, _, refused in LIMITS],
)
def test_a_number_is_taken_up_to_its_limit(
    rule: str, allowed: dict[str, Value], refused: dict[str, Value]
):
    load_rules(a_profile(**{rule: allowed}))
    with pytest.raises(ProfileError):
        load_rules(a_profile(**{rule: refused}))
