"""What each wish counts, on plans small enough to count by hand."""

from dataclasses import replace

import pytest

from solver.profile import Level, Parameter, RuleSetting
from solver.result import SolveLimits
from solver.rule import RuleId
from solver.substitution.kinds import Wish
from solver.substitution.plan import Option, Plan
from solver.substitution.planning import solve
from solver.substitution.problem import (
    ChildId,
    Cover,
    Designation,
    EpisodeId,
    Familiarity,
    NeedId,
    Permit,
    PersonId,
    PlaceId,
    Problem,
)
from solver.substitution.rules import load_rules
from solver.substitution.validate import validate
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_presence,
    a_problem,
    a_profile,
    an_option,
    hours,
    index_of,
    known,
)
from tests.solver.modelled import model_value

ONE = SolveLimits(workers=1)


def setting(name: str, value: int) -> RuleSetting:
    return RuleSetting(RuleId("piece-length"), {name: Parameter(value, Level.FEDERAL)})


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


def test_the_model_counts_a_hand_over_as_the_measure_does():
    early = a_person("frühe", available={DAY: (hours(6, 12),)})
    late = a_person("späte", available={DAY: (hours(12, 18),)})
    problem = a_problem(persons=(early, late), needs=(a_need(slot=hours(8, 16)),))
    plan = solve(problem, a_profile(), ONE).plan
    assert len(plan.assignments) == 2
    assert (plan.tiers[0].id, plan.tiers[0].value) == ("uncovered", 30)
    assert value("uncovered", problem, *plan.assignments) == 30


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


PUBLISHED = Cover(
    ChildId("kind"), DAY, hours(8, 12), PersonId("vertretung"), PlaceId("ort")
)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([("vertretung", "ort", hours(8, 12))], 0),
        ([("andere", "ort", hours(8, 12))], 1),
        ([("vertretung", "anderswo", hours(8, 12))], 1),
        ([("vertretung", "ort", hours(8, 11.75))], 1),
        ([("vertretung", "ort", hours(8.25, 12))], 1),
        ([("vertretung", "ort", hours(7, 13))], 0),
        ([("vertretung", "ort", hours(8, 10)), ("andere", "ort", hours(10, 12))], 1),
        (
            [("vertretung", "ort", hours(8, 10)), ("vertretung", "ort", hours(10, 12))],
            0,
        ),
        ([], 1),
    ],
    ids=[
        "same",
        "other_person",
        "other_place",
        "ends_earlier",
        "begins_later",
        "longer",
        "handed_over",
        "in_two_pieces",
        "gone",
    ],
)
def test_a_change_is_another_person_another_place_or_less_time(taken, expected):
    """And the model, which may take any of these pieces, counts as the measure does."""
    problem = a_problem(
        needs=(a_need(slot=hours(7, 13)),),
        persons=(a_person(), a_person("andere")),
        places=(a_place(), a_place("anderswo")),
        published=(PUBLISHED,),
    )
    options = [
        an_option(problem, slot, person=PersonId(person), place=PlaceId(place))
        for person, place, slot in taken
    ]
    assert value("changes", problem, *options) == expected
    others = (hours(8, 12), hours(8, 10), hours(10, 12), hours(7, 13))
    offered = dict.fromkeys((*options, *(an_option(problem, s) for s in others)))
    rules = load_rules(a_profile())
    counted = model_value("changes", problem, rules, tuple(offered), options)
    assert counted == expected


def test_only_what_this_plan_decides_of_a_published_cover_can_change():
    late = an_option(a_problem(), hours(10, 12))
    for problem in (
        a_problem(published=(PUBLISHED,), frozen_day=DAY, frozen_minute=600),
        a_problem(published=(PUBLISHED,), fixed=(a_fixed(slot=hours(8, 10)),)),
        a_problem(published=(PUBLISHED,), needs=(a_need(slot=hours(10, 12)),)),
        # A counsellor gave the first hours to somebody else: her word, no change.
        a_problem(
            published=(PUBLISHED,), fixed=(a_fixed("kind", hours(8, 10), None, None),)
        ),
    ):
        assert value("changes", problem, late) == 0
        assert value("changes", problem) == 1


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


def test_a_spare_place_is_gone_once_the_last_place_is_taken():
    children = tuple(a_child(name) for name in ("ada", "ben"))
    needs = (a_need("ada"), a_need("ben", hours(11, 15)))
    narrow = a_problem(
        children=children, needs=needs, persons=(a_person(permit=Permit(2)),)
    )
    ada, ben = (
        an_option(narrow, need.slot, need=need.id, child=need.child) for need in needs
    )
    assert value("spare-places", narrow, ada) == 0
    assert value("spare-places", narrow, ada, ben) == 1
    # Not at once, then: whoever leaves at eleven leaves her place.
    early = replace(ada, slot=hours(8, 11))
    assert value("spare-places", narrow, early, ben) == 0
    wider = replace(narrow, persons={**narrow.persons, "vertretung": a_person()})
    assert value("spare-places", wider, ada, ben) == 0
    two = {"spare_places": {"reserve_places": 2}}
    assert value("spare-places", narrow, ada, ben, **two) == 2
    none = {"spare_places": {"reserve_places": 0}}
    assert value("spare-places", narrow, ada, ben, **none) == 0


def test_a_spare_place_gone_anyway_is_not_counted():
    there = a_presence("regulär", hours(7, 9))
    problem = a_problem(
        children=(a_child(), a_child("regulär")),
        persons=(a_person(permit=Permit(1)),),
        presences=(there,),
    )
    late = an_option(problem, hours(9, 12))
    assert value("spare-places", problem, late) == 0
    assert value("spare-places", replace(problem, presences=()), late) == 1


def test_spare_places_decide_for_whoever_has_room():
    """Two children and two persons with two places each: one child for each."""
    names = ("ada", "ben")
    problem = a_problem(
        children=tuple(a_child(name) for name in names),
        needs=tuple(a_need(name) for name in names),
        persons=tuple(a_person(name, permit=Permit(2)) for name in ("eva", "ute")),
    )
    plan = solve(problem, a_profile(), ONE).plan
    assert {option.person for option in plan.assignments} == {"eva", "ute"}


@pytest.mark.parametrize(
    ("rate", "end", "cents"), [(480, 12, 1920), (500, 8 + 1 / 60, 9), (0, 12, 0)]
)
def test_cost_is_the_rate_for_the_time_rounded_up_to_a_cent(rate, end, cents):
    problem = a_problem(persons=(a_person(cents_per_hour=rate),))
    assert value("cost", problem, an_option(problem, hours(8, end))) == cents


def test_a_held_place_costs_its_flat_rate_and_a_pair_what_is_said_of_it():
    person = a_person(cents_per_hour=500)
    flat = replace(a_problem(persons=(person,)), links=(a_link(held_place_cents=700),))
    option = an_option(flat)
    assert value("cost", flat, option) == 700
    free = replace(flat, links=(a_link(held_place_cents=0),))
    assert value("cost", free, option) == 0
    pair = {("kind", "vertretung"): 30}
    assert value("cost", replace(flat, pair_costs=pair), option) == 730


def test_cost_is_a_tier_only_where_something_has_a_price():
    wish = _wish("cost")
    assert not wish.applies(index_of(a_problem()))
    paid = a_problem(persons=(a_person(cents_per_hour=1),))
    assert wish.applies(index_of(paid))


def test_of_two_equal_persons_the_cheaper_one_is_asked():
    persons = (a_person("eva", cents_per_hour=600), a_person("ute", cents_per_hour=500))
    for dear, cheap in (("eva", "ute"), ("ute", "eva")):
        rates = {dear: 600, cheap: 500}
        paid = tuple(replace(p, cents_per_hour=rates[p.id]) for p in persons)
        plan = solve(a_problem(persons=paid), a_profile(), ONE).plan
        assert [o.person for o in plan.assignments] == [cheap]


@pytest.mark.parametrize("broken", ["rate", "flat", "pair"])
def test_a_negative_price_is_refused_with_its_place(broken):
    problem = a_problem(persons=(a_person(cents_per_hour=-(broken == "rate")),))
    if broken == "flat":
        problem = replace(problem, links=(a_link(held_place_cents=-1),))
    if broken == "pair":
        problem = replace(problem, pair_costs={("kind", "vertretung"): -1})
    (fault,) = validate(problem)
    assert "nie negativ" in fault.detail
    assert fault.pointer.split("/")[2] in {"persons", "links", "pair_costs"}


FEW = replace(
    a_profile(),
    tiers=tuple(RuleId(t) for t in ("uncovered", "persons-deployed", "tie-break")),
)


def test_few_persons_counts_each_once_and_nobody_who_is_there_anyway():
    needs = (a_need(), a_need(id=NeedId("morgen"), day=NEXT_DAY))
    problem = a_problem(persons=(a_person(), a_person("andere")), needs=needs)
    first = an_option(problem)
    later = replace(first, need=NeedId("morgen"), day=NEXT_DAY)
    other = replace(later, person=PersonId("andere"))
    wish = next(w for w in load_rules(FEW).wishes if w.id == "persons-deployed")

    def counted(problem: Problem, *taken: Option) -> int:
        return wish.measure(index_of(problem), Plan(taken))

    assert counted(problem) == 0
    assert counted(problem, first, later) == 1
    assert counted(problem, first, other) == 2
    there = replace(problem, fixed=(a_fixed("sonst", person="andere"),))
    assert counted(there, first, other) == 1


def test_few_persons_is_a_tier_on_demand_only():
    assert "persons-deployed" not in a_profile().tiers
    names = [f"kind{i}" for i in range(4)]
    problem = a_problem(
        children=tuple(a_child(name) for name in names),
        needs=tuple(a_need(n, hours(8 + i, 9 + i)) for i, n in enumerate(names)),
        persons=tuple(a_person(f"p{i}", permit=Permit(1)) for i in range(4)),
    )
    short = {RuleId("piece-length"): setting("min_piece_minutes", 60)}
    plan = solve(problem, replace(FEW, settings=short), ONE).plan
    assert len(plan.assignments) == 4
    assert len({o.person for o in plan.assignments}) == 1
    values = {tier.id: (tier.value, tier.proven) for tier in plan.tiers}
    assert values["persons-deployed"] == (1, True)


def test_the_relaxation_sees_that_children_at_once_need_as_many_persons(monkeypatch):
    """Without search: one place each, five at once, so five persons."""
    names = [f"kind{i}" for i in range(5)]
    problem = a_problem(
        children=tuple(a_child(name) for name in names),
        needs=tuple(a_need(name) for name in names),
        persons=tuple(a_person(f"p{i}", permit=Permit(1)) for i in range(7)),
    )
    monkeypatch.setattr("solver.engine.partwise.minimise_part", lambda *_: None)
    plan = solve(problem, FEW, ONE).plan
    values = {tier.id: (tier.value, tier.bound) for tier in plan.tiers}
    assert values["persons-deployed"] == (5, 5)
