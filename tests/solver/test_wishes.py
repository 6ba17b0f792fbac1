"""What each wish counts, on plans small enough to count by hand."""

from dataclasses import replace

import pytest

from solver.rule import RuleId
from solver.substitution.kinds import Wish
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import (
    Cover,
    Designation,
    EpisodeId,
    Familiarity,
    NeedId,
    PersonId,
    PlaceId,
    Problem,
)
from solver.substitution.rules import load_rules
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_fixed,
    a_need,
    a_person,
    a_problem,
    a_profile,
    an_option,
    hours,
    index_of,
    known,
)


def value(wish: str, problem: Problem, *taken: Option, **settings) -> int:
    return _wish(wish, **settings).measure(index_of(problem), Plan(taken))


def _wish(wish: str, **settings) -> Wish:
    rules = load_rules(a_profile(**settings))
    return next(w for w in rules.wishes if w.id == RuleId(wish))


def test_uncovered_counts_minutes_and_hand_overs():
    problem = a_problem(needs=(a_need(slot=hours(8, 14)),))
    early, late = (an_option(problem, s) for s in (hours(8, 11), hours(11, 14)))
    assert value("uncovered", problem) == 360
    assert value("uncovered", problem, early) == 180
    assert value("uncovered", problem, early, late) == 30
    free = {"uncovered": {"handover_gain_minutes": 0}}
    assert value("uncovered", problem, early, late, **free) == 0


def test_uncovered_leaves_out_what_is_fixed_and_what_is_past():
    pinned = a_problem(fixed=(a_fixed(slot=hours(8, 9)),))
    assert value("uncovered", pinned) == 180
    late = a_problem(frozen_day=DAY, frozen_minute=10 * 60)
    assert value("uncovered", late) == 120


def test_urgent_classes_are_tiers_of_their_own():
    needs = (a_need("ada", urgency=2), a_need("ben", hours(8, 9)))
    children = (a_child("ada"), a_child("ben"))
    problem = a_problem(children=children, needs=needs)
    order = {"uncovered": {"urgency_order": ("2",)}}
    assert value("uncovered-urgency-2", problem, **order) == 240
    assert value("uncovered", problem, **order) == 60
    assert value("uncovered", problem) == 300


@pytest.mark.parametrize(
    ("person", "slot", "expected"),
    [
        ("vertretung", hours(8, 12), 0),
        ("vertretung", hours(10, 12), 0),
        ("andere", hours(8, 12), 1),
    ],
    ids=["same_person", "same_person_other_time", "other_person"],
)
def test_a_change_is_another_person_or_place_for_a_published_cover(
    person, slot, expected
):
    cover = Cover("kind", DAY, hours(8, 12), PersonId("vertretung"), PlaceId("ort"))
    problem = a_problem(persons=(a_person(), a_person("andere")), published=(cover,))
    option = an_option(problem, slot, person=PersonId(person))
    assert value("changes", problem, option) == expected


def test_a_published_cover_without_need_is_no_change():
    cover = Cover(
        "kind", NEXT_DAY, hours(8, 12), PersonId("vertretung"), PlaceId("ort")
    )
    assert value("changes", a_problem(published=(cover,))) == 0
    assert not _wish("changes").applies(index_of(a_problem()))


def test_familiarity_counts_points_and_the_designated_costs_nothing():
    for state, points in ((Familiarity.SETTLED, 1), (Familiarity.FAMILIAR, 2)):
        problem = a_problem(familiarity=(known(state=state),))
        assert value("familiarity", problem, an_option(problem)) == points
    named = Designation("kind", PersonId("vertretung"), DAY, DAY)
    problem = a_problem(designations=(named,))
    assert value("familiarity", problem, an_option(problem)) == 0


def test_continuity_counts_further_persons_of_an_episode_held_days_included():
    episode = EpisodeId("episode-kind")
    needs = (a_need(), a_need(id=NeedId("morgen"), day=NEXT_DAY, episode=episode))
    problem = a_problem(persons=(a_person(), a_person("andere")), needs=needs)
    first = an_option(problem)
    same = replace(first, need=NeedId("morgen"), day=NEXT_DAY)
    other = replace(same, person=PersonId("andere"))
    assert value("continuity", problem, first, same) == 0
    assert value("continuity", problem, first, other) == 1
    held = replace(problem, fixed=(a_fixed(day=DAY - 1, person="dritte"),))
    assert value("continuity", held, first, same) == 1


def test_extra_way_counts_minutes_beyond_the_usual_way():
    ways = {("kind", "ort"): 25, ("kind", "zuhause"): 10}
    problem = a_problem(family_minutes=ways)
    assert value("extra-way", problem, an_option(problem)) == 15
    nearer = replace(problem, family_minutes={**ways, ("kind", "ort"): 5})
    assert value("extra-way", nearer, an_option(nearer)) == 0


@pytest.mark.parametrize("history", [0, 100, 150])
def test_fairness_prices_a_minute_by_the_band_it_falls_into(history):
    problem = a_problem(persons=(a_person(history_minutes=history),))
    # 240 minutes more; the minute that begins at 250 lies in the band that costs two.
    expected = sum(minute // 100 for minute in range(history, history + 240))
    band = {"fairness": {"band_minutes": 100}}
    assert value("fairness", problem, an_option(problem), **band) == expected


def test_ranks_do_not_depend_on_the_process():
    # Found in another process; ``hash`` would differ in every one.
    option = an_option(a_problem())
    assert _wish("tie-break").rank(option) == 579
