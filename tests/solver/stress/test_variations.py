"""A net made like another takes over values, and never a wrong one."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from solver.profile import Level, Parameter, RuleSetting
from solver.rule import RuleId
from solver.slots import Slot
from solver.stress.evaluator import Net
from solver.substitution.problem import (
    Exclusion,
    ExclusionOrigin,
    Familiarity,
    Link,
    Model,
    Permit,
    PersonId,
    PersonKind,
    PlaceId,
)
from tests.solver.build import DAY, a_person, a_place, hours
from tests.solver.stress.worlds import a_town


def with_week(problem, **changes):
    return replace(problem, week=replace(problem.week, **changes))


def with_person(problem, person, **changes):
    persons = problem.week.persons
    changed = replace(persons[person], **changes)
    return with_week(problem, persons={**persons, person: changed})


def somebody(problem, rng):
    return rng.choice(sorted(problem.week.persons))


def more_places(problem, rng):
    return with_person(problem, somebody(problem, rng), permit=Permit(5))


def other_hours(problem, rng):
    start = rng.choice((6, 8, 9))
    free = {DAY: (hours(start, start + 8),)}
    return with_person(problem, somebody(problem, rng), available=free)


def another_link(problem, rng):
    one, other = rng.sample(sorted(problem.week.persons), 2)
    place = rng.choice(sorted(problem.week.places))
    link = Link(one, other, place, Model.TANDEM)
    return with_week(problem, links=(*problem.week.links, link))


def fewer_links(problem, rng):
    gone = rng.randrange(max(1, len(problem.week.links)))
    links = [k for n, k in enumerate(problem.week.links) if n != gone]
    return with_week(problem, links=tuple(links))


def a_room_for_less(problem, rng):
    places = problem.week.places
    place = rng.choice(sorted(places))
    changed = replace(places[place], max_children=rng.choice((1, 2, 6)))
    return with_week(problem, places={**places, place: changed})


def another_colleague(problem, rng):
    places = problem.week.places
    place = rng.choice(sorted(places))
    staff = tuple(sorted({*places[place].staff, somebody(problem, rng)}))
    return with_week(
        problem, places={**places, place: replace(places[place], staff=staff)}
    )


def a_child_gone(problem, rng):
    presences = problem.week.presences
    if not presences:
        return problem
    gone = rng.choice(presences).child
    week = replace(
        problem.week, presences=tuple(p for p in presences if p.child != gone)
    )
    needs = tuple(n for n in problem.needs if n.child != gone)
    return replace(problem, week=week, needs=needs)


def strangers(problem, rng):
    if not problem.week.children:
        return problem
    child = rng.choice(sorted(problem.week.children))
    return with_week(
        problem,
        familiarity=tuple(
            replace(r, state=Familiarity.MET) if r.child == child else r
            for r in problem.week.familiarity
        ),
    )


def a_refusal(problem, rng):
    exclusion = Exclusion(somebody(problem, rng), ExclusionOrigin.PERSON, DAY, DAY)
    return with_week(problem, exclusions=(exclusion,))


def a_longer_way(problem, rng):
    week = problem.week
    if not week.children:
        return problem
    child = rng.choice(sorted(week.children))
    ways = {k: 60 if k[0] == child else m for k, m in week.family_minutes.items()}
    return with_week(problem, family_minutes=ways)


def another_floater(problem, rng):
    """Somebody who did not exist, at a place that did not."""
    week = problem.week
    name, base = PersonId("neu"), PlaceId("neu")
    person = a_person(
        name,
        kind=PersonKind.FLOATER,
        employed=True,
        available={DAY: (Slot(420, 900),)},
    )
    links = tuple(
        Link(p, name, base, Model.FLOATER)
        for p in sorted(week.persons)
        if rng.random() < 0.5
    )
    known_to_all = tuple(
        replace(week.familiarity[0], child=c, person=name, state=Familiarity.SETTLED)
        for c in week.children
    )
    return with_week(
        problem,
        persons={**week.persons, name: person},
        places={**week.places, base: a_place(base)},
        links=(*week.links, *links),
        familiarity=(*week.familiarity, *known_to_all),
        family_minutes={**week.family_minutes, **{(c, base): 5 for c in week.children}},
        place_minutes={
            **week.place_minutes,
            **{(base, other): 15 for other in week.places},
            **{(other, base): 15 for other in week.places},
        },
    )


CHANGES: tuple[Callable, ...] = (
    more_places,
    other_hours,
    another_link,
    fewer_links,
    a_room_for_less,
    another_colleague,
    a_child_gone,
    strangers,
    a_refusal,
    a_longer_way,
    another_floater,
)


def everything(net):
    """Values of all single absences and all pairs."""
    people = sorted(net.problem.week.persons)
    absent = [*((p,) for p in people), *combinations(people, 2)]
    return {a: net.uncovered(a, DAY).minutes for a in absent}


def test_a_variation_is_worth_what_it_is_worth_from_scratch():
    evaluated, anew = 0, 0
    felt = set()
    for seed in range(500, 503):
        problem, profile = a_town(seed, minders=5)
        before = Net(problem, profile)
        known = everything(before)
        for change in CHANGES:
            varied = change(problem, random.Random(seed))
            like, fresh = Net(varied, profile, before), Net(varied, profile)
            expected = everything(fresh)
            assert everything(like) == expected, (change.__name__, seed)
            evaluated += like.evaluated
            anew += fresh.evaluated
            if any(known.get(a) != value for a, value in expected.items()):
                felt.add(change.__name__)
    assert evaluated < 0.8 * anew
    assert len(felt) >= 6


def test_a_week_that_did_not_change_is_not_computed_again():
    problem, profile = a_town(500, minders=5)
    before = Net(problem, profile)
    known = everything(before)
    like = Net(replace(problem, week=replace(problem.week)), profile, before)
    assert everything(like) == known
    assert like.evaluated == 0


@pytest.mark.parametrize(
    ("rule", "name", "number"),
    [
        ("extra-way-limit", "max_extra_way_minutes", 25),
        ("qualification", "min_units", 320),
        ("piece-length", "step_minutes", 30),
        ("breaks", "alone_minutes", 240),
    ],
)
def test_other_numbers_of_a_rule_are_worth_what_they_are_from_scratch(
    rule, name, number
):
    for seed in range(520, 523):
        problem, profile = a_town(seed, minders=5)
        before = Net(problem, profile)
        everything(before)
        setting = RuleSetting(RuleId(rule), {name: Parameter(number, Level.LAND)})
        other = replace(profile, settings={**profile.settings, setting.rule: setting})
        like, fresh = Net(problem, other, before), Net(problem, other)
        assert everything(like) == everything(fresh)


def test_a_longer_way_for_all_computes_only_whom_it_lets_in():
    evaluated, anew = 0, 0
    for seed in range(520, 523):
        problem, profile = a_town(seed, minders=5)
        before = Net(problem, profile)
        everything(before)
        setting = RuleSetting(
            RuleId("extra-way-limit"),
            {"max_extra_way_minutes": Parameter(16, Level.LAND)},
        )
        other = replace(profile, settings={**profile.settings, setting.rule: setting})
        like, fresh = Net(problem, other, before), Net(problem, other)
        assert everything(like) == everything(fresh)
        evaluated += like.evaluated
        anew += fresh.evaluated
    assert evaluated < anew / 2


def test_another_floater_never_raises_what_stays_uncovered():
    helped = 0
    for seed in range(540, 548):
        problem, profile = a_town(seed, minders=5)
        before = everything(Net(problem, profile))
        more = everything(Net(another_floater(problem, random.Random(seed)), profile))
        assert all(more[absent] <= value for absent, value in before.items())
        helped += any(more[absent] < value for absent, value in before.items())
    assert helped >= 4
