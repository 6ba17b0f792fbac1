"""Documents of matchings: every fault at once and at its place, nothing crashes."""

import json
import random
from collections import Counter
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from service.solving.rules import rules_for
from solver import solve
from solver.documents import DocumentError
from solver.exchange.kinds import KINDS, read_problem
from solver.exchange.matching.kind import MATCHING
from solver.exchange.schema import plan_schema, problem_schema
from solver.matching.index import MatchingIndex
from solver.matching.problem import CoachId, Engagement
from solver.result import SolveLimits
from tests.solver.exchange.documents import ROOT, as_bytes

FOLDER = ROOT / "fixtures" / "scenarios" / "matching"
EXAMPLES = sorted(FOLDER.glob("*.problem.json")) + sorted(FOLDER.glob("*/problem.json"))
LITERATURE = FOLDER / "generalised-assignment.problem.json"
LIMITS = SolveLimits(seconds=120, workers=1)


def a_document(**changes: Any) -> dict[str, Any]:
    document = {
        "format": "lueckenlos-matching",
        "version": 1,
        "first_month": "2027-01",
        "profile": {"base": "plain"},
        "coaches": [{"id": "c", "monthly_minutes": 300}],
        "kindergartens": [{"id": "k"}],
    }
    return {**document, **changes}


def county(budget_cents: int) -> dict[str, Any]:
    return {"id": "x", "budget_cents": budget_cents}


def coach(monthly_minutes: int) -> dict[str, Any]:
    return {"id": "c", "monthly_minutes": monthly_minutes}


def faults(document: Any) -> dict[str, str]:
    """Details by pointer; empty if the document can be read."""
    content = document if isinstance(document, bytes) else as_bytes(document)
    try:
        read_problem(content)
    except DocumentError as error:
        return {fault.pointer: fault.detail for fault in error.faults}
    return {}


def planned(path: Path) -> tuple[Any, bytes]:
    kind, outside = read_problem(path.read_bytes())
    profile = rules_for(outside, None, kind)
    plan = solve(outside.problem, profile, LIMITS).plan
    return plan, kind.writer(outside, profile)(plan, ())


def test_what_is_left_out_is_the_plainest_thing():
    _, outside = read_problem(as_bytes(a_document()))
    problem = outside.problem
    (house,) = problem.kindergartens.values()
    assert (house.min_half_hours, house.wished_half_hours) == (1, 1)
    assert len(house.months) == 12
    assert [way.minutes for way in problem.ways.values()] == [0]
    assert problem.counties[house.county].budget_cents is None


def test_a_document_says_which_problem_it_is():
    assert {kind.name for kind in KINDS} == {"substitution", "matching"}
    (detail,) = faults({"format": "anderes"}).values()
    assert all(f"„{kind.format}“" in detail for kind in KINDS)
    assert set(faults([])) == {"/format"}
    assert set(faults(a_document(version=2))) == {"/version"}


def test_all_faults_are_told_at_once_with_their_places():
    found = faults(
        a_document(
            coaches=[{"id": "c"}, {"id": "", "monthly_minutes": -1, "name": "Anna"}],
            kindergartens=[{"id": "k", "stage": "begun", "first_month": "Januar"}],
            pairs=[{"coach": "c"}],
        )
    )
    assert set(found) == {
        "/coaches/0",
        "/coaches/1/id",
        "/coaches/1/monthly_minutes",
        "/coaches/1/name",
        "/kindergartens/0/stage",
        "/kindergartens/0/first_month",
        "/pairs/0",
    }


@pytest.mark.parametrize(
    ("tiers", "sense", "refused"),
    [
        (["score"], "minimise", True),
        (["travel", "score", "unserved"], "minimise", True),
        ([{"score": 2, "cost": 1}], "minimise", True),
        (["score"], "maximise", False),
        (["unserved", "score"], "minimise", False),
        ([{"score": 1, "unserved": 100}], "minimise", False),
        ([], "minimise", False),
    ],
)
def test_least_scores_of_nothing_at_all_are_no_problem_to_solve(
    tiers: list[object], sense: str, *, refused: bool
):
    document = a_document(profile={"base": "plain", "tiers": tiers}, sense=sense)
    document["pairs"] = [{"coach": "c", "kindergarten": "k", "score": 5}]
    if refused:
        assert '["unserved", "score"]' in faults(document)["/profile/tiers"]
        return
    kind, outside = read_problem(as_bytes(document))
    plan = solve(outside.problem, rules_for(outside, None, kind), LIMITS).plan
    assert len(plan.assignments) == 1


def test_what_can_be_read_is_looked_at_beside_what_cannot():
    found = faults(
        a_document(
            coaches=[{"id": "c"}, {"id": "d", "monthly_minutes": 9}],
            kindergartens=[{"id": "k", "stage": "begun", "county": "?"}, {"id": "l"}],
            pairs=[
                {"coach": "c", "kindergarten": "k", "score": "viel"},
                {"coach": "x", "kindergarten": "l"},
                {"coach": "d", "kindergarten": "l"},
                {"coach": "d", "kindergarten": "l"},
            ],
            fixed=[{"coach": "c", "kindergarten": "y", "half_hours": -1}],
        )
    )
    assert set(found) == {
        "/coaches/0",
        "/kindergartens/0/stage",
        "/pairs/0/score",
        "/fixed/0/half_hours",
        # ... and all that is sure in spite of it; "/coaches/0" may be anybody:
        "/kindergartens/0/county",
        "/pairs/3",
        "/fixed/0/kindergarten",
    }
    months = {"first_month": "Mai", "last_month": "2027-01"}
    assert set(faults(a_document(**months))) == {"/first_month"}
    unread = a_document(coaches=[{"id": 1, "monthly_minutes": 1}])
    unread["pairs"] = [{"coach": "c", "kindergarten": "k"}]
    assert set(faults(unread)) == {"/coaches/0/id"}


def test_names_nobody_has_and_pairs_given_twice_are_told_at_once():
    pair = {"coach": "c", "kindergarten": "k"}
    found = faults(
        a_document(
            kindergartens=[{"id": "k", "county": "?"}],
            pairs=[pair, pair, {"coach": "x", "kindergarten": "y"}],
            conflicts=[{"coach": "x", "kindergarten": "k", "kind": "employed"}],
            refused=[{"coach": "c", "kindergarten": "y"}],
            fixed=[{"coach": "x", "kindergarten": "k"}],
        )
    )
    assert set(found) == {
        "/kindergartens/0/county",
        "/pairs/1",
        "/pairs/2/coach",
        "/pairs/2/kindergarten",
        "/conflicts/0/coach",
        "/refused/0/kindergarten",
        "/fixed/0/coach",
    }


def test_faults_of_the_problem_itself_point_into_the_document():
    house = {"id": "k", "min_half_hours": 5, "wished_half_hours": 4}
    odd = {"id": "c", "monthly_minutes": 1, "fee_cents_per_hour": 3, "topics": {"t": 9}}
    found = faults(a_document(coaches=[odd], kindergartens=[house]))
    assert set(found) == {
        "/coaches/0/fee_cents_per_hour",
        "/coaches/0/topics/t",
        "/kindergartens/0/wished_half_hours",
    }
    twice = [{"id": "k"}, {"id": "k"}]
    assert set(faults(a_document(kindergartens=twice))) == {"/kindergartens/1/id"}


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"first_month": None, "profile": None}, {"/first_month"}),
        ({"first_month": "2027-13"}, {"/first_month"}),
        ({"first_month": "0000-01"}, {"/first_month"}),
        ({"last_month": "2026-12"}, {"/last_month"}),
        ({"last_month": "2199-12"}, {"/kindergartens/0/last_month"}),
        ({"counties": [county(10**9 + 1)]}, {"/counties/0/budget_cents"}),
        ({"counties": [county(-1)]}, {"/counties/0/budget_cents"}),
        ({"coaches": [coach(10**7)]}, {"/coaches/0/monthly_minutes"}),
    ],
)
def test_months_and_money_have_their_limits(changes: dict, places: set[str]):
    assert set(faults(a_document(**changes))) == places


def test_more_pairs_than_anybody_needs_are_refused():
    many = [{"id": f"c{i}", "monthly_minutes": 1} for i in range(2_000)]
    houses = [{"id": f"k{i}"} for i in range(1_001)]
    assert set(faults(a_document(coaches=many, kindergartens=houses))) == {"/coaches"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_an_example_and_its_plan_are_what_the_schemas_say(path: Path):
    document = json.loads(path.read_text())
    Draft202012Validator(problem_schema(MATCHING)).validate(document)
    plan, written = planned(path)
    Draft202012Validator(plan_schema(MATCHING)).validate(json.loads(written))
    kind, outside = read_problem(path.read_bytes())
    again = kind.read_plan(written, outside)
    assert again.assignments == plan.assignments


@pytest.mark.parametrize("sense", ["minimise", "maximise"])
def test_a_problem_from_the_literature_is_solved_in_its_own_words(sense: str):
    document = json.loads(LITERATURE.read_text())
    document["coaches"] = document["coaches"][:3]
    document["kindergartens"] = document["kindergartens"][:6]
    agents = {coach["id"] for coach in document["coaches"]}
    jobs = {house["id"] for house in document["kindergartens"]}
    document["pairs"] = [
        row
        for row in document["pairs"]
        if row["coach"] in agents and row["kindergarten"] in jobs
    ]
    document["sense"] = sense
    document["profile"]["tiers"] = ["unserved", "score"]
    rows = {(p["coach"], p["kindergarten"]): p for p in document["pairs"]}
    room = {coach["id"]: coach["monthly_minutes"] for coach in document["coaches"]}
    best = None
    for chosen in product(sorted(agents), repeat=len(jobs)):
        taken = [rows[pair] for pair in zip(chosen, sorted(jobs), strict=True)]
        used = Counter()
        for row in taken:
            used[row["coach"]] += row["use_minutes"]
        if all(used[agent] <= room[agent] for agent in room):
            value = sum(row["score"] for row in taken)
            pick = min if sense == "minimise" else max
            best = value if best is None else pick(best, value)
    kind, outside = read_problem(as_bytes(document))
    profile = rules_for(outside, None, kind)
    plan = solve(outside.problem, profile, LIMITS).plan
    told = json.loads(kind.writer(outside, profile)(plan, ()))
    assert told["objective"] == {
        "sense": sense,
        "value": best,
        "bound": best,
        "proven": True,
    }


def test_a_plan_of_anybody_needs_only_who_is_where():
    kind, outside = read_problem(as_bytes(a_document()))
    bare = {"format": "lueckenlos-matching-result", "version": 1}
    plan = {**bare, "assignments": [{"kindergarten": "k", "coach": "c"}]}
    read = kind.read_plan(as_bytes(plan), outside)
    assert [(e.coach, e.half_hours) for e in read.assignments] == [("c", 1)]
    profile = rules_for(outside, None, kind)
    assert kind.audit(outside.problem, profile, read).accepted
    strange = {**bare, "assignments": [{"kindergarten": "?", "coach": "c"}]}
    with pytest.raises(DocumentError) as caught:
        kind.read_plan(as_bytes(strange), outside)
    assert [f.pointer for f in caught.value.faults] == ["/assignments/0/kindergarten"]


STRANGE: tuple[Any, ...] = (None, True, -1, 1.5, "", "x" * 300, [], {}, [[]], 10**12)


def test_no_wrong_value_anywhere_crashes():
    """Every leaf of every example in turn becomes something strange."""
    rng = random.Random(7)
    for path in EXAMPLES:
        document = json.loads(path.read_text())
        for _ in range(25):
            wrong = deepcopy(document)
            _spoil(wrong, rng)
            faults(wrong)


def _spoil(value: Any, rng: random.Random) -> None:
    """Put something strange at one place."""
    while True:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        key = rng.choice(list(keys))
        inner = value[key]
        if not isinstance(inner, dict | list) or not inner or rng.random() < 0.3:
            value[key] = rng.choice(STRANGE)
            return
        value = inner


def with_ways(*later: dict[str, Any], **of_coach: Any) -> dict[str, Any]:
    pair = {"coach": "c", "kindergarten": "k", "way_minutes": 10}
    return a_document(
        coaches=[{"id": "c", "monthly_minutes": 300, **of_coach}],
        pairs=[{**pair, "later_ways": list(later)}],
    )


def test_ways_may_be_others_from_a_month_on():
    document = with_ways(
        {"from_month": "2027-07", "way_minutes": 40, "round_trip_cents": 900},
        {"from_month": "2027-10", "way_minutes": 15},
        max_way_by_month=[{"month": "2027-12", "minutes": 20}],
    )
    assert faults(document) == {}
    _, outside = read_problem(as_bytes(document))
    found = {
        month % 12 + 1: (ways["c", "k"].minutes, ways["c", "k"].round_trip_cents)
        for month, ways in outside.problem.ways_from.items()
    }
    assert found == {7: (40, 900), 10: (15, 0)}
    assert list(outside.problem.coaches["c"].max_way_by_month.values()) == [20]


def test_a_fee_may_be_another_in_some_months():
    """A scale that rises in July: the year of two half-hours a month, by month."""
    later = [{"month": f"2027-{month:02}", "cents_per_hour": 6000} for month in (7, 8)]
    document = with_ways(fee_cents_per_hour=4000, fee_by_month=later)
    assert faults(document) == {}
    _, outside = read_problem(as_bytes(document))
    index = MatchingIndex(outside.problem)
    (house,) = outside.problem.kindergartens.values()
    months = {month % 12 + 1 for month in house.months}
    assert {7, 8} <= months
    paid = index.yearly_cents(Engagement(house.id, CoachId("c"), 2))
    assert paid == 4000 * (len(months) - 2) + 6000 * 2
    odd = with_ways(fee_by_month=[{"month": "2027-07", "cents_per_hour": 3}])
    assert len(faults(odd)) == 1


def test_two_ways_of_a_pair_from_the_same_month_on_are_refused():
    document = with_ways(
        {"from_month": "2027-07", "way_minutes": 40},
        {"from_month": "2027-07", "way_minutes": 15},
    )
    assert list(faults(document)) == ["/pairs/0/later_ways/1/from_month"]


def test_a_month_too_full_by_a_longer_way_to_come_is_not_given():
    def served(way: int) -> int:
        document = with_ways({"from_month": "2027-12", "way_minutes": way})
        kind, outside = read_problem(as_bytes(document))
        found = solve(outside.problem, rules_for(outside, None, kind), LIMITS)
        return len(found.plan.assignments)

    assert served((300 - 30) // 2) == 1
    assert served((300 - 30) // 2 + 1) == 0
