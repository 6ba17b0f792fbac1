"""Clashes: named exactly when those who should stand in are away themselves."""

from dataclasses import replace

import pytest

from solver.slots import Day
from solver.substitution.problem import Model, PersonId, PlaceId
from solver.year.clashes import clashes_of
from solver.year.problem import Announced, AnnouncedKind, Team
from solver.year.result import ClashKind
from tests.solver.year.build import Minder, SmallTown, a_year, monday, workdays

IDLE = tuple(Minder(f"x{i}") for i in range(12))


def clashes(*minders: Minder, team: tuple[str, ...], **changes: object):
    town = SmallTown((*minders, *IDLE), (team,) if team else ())
    year = replace(a_year(town), **changes)
    open_minutes = {need.id: need.slot.minutes for need in year.problem.needs}
    return clashes_of(year, open_minutes)


def test_both_of_a_tandem():
    (clash,) = clashes(Minder("a", 1, (1,)), Minder("b", 2, (1,)), team=("a", "b"))
    assert clash.kind is ClashKind.TANDEM
    assert (clash.first_day, clash.last_day) == (monday(1), Day(monday(1) + 4))
    assert (clash.days, clash.away, clash.members) == (5, ("a", "b"), 2)
    assert clash.uncovered_minutes == 3 * 5 * 240


def test_one_of_a_tandem_is_none():
    assert clashes(Minder("a", 1, (1,)), Minder("b", 1, (2,)), team=("a", "b")) == ()


@pytest.mark.parametrize(("away", "named"), [(3, False), (4, True), (5, True)])
def test_four_of_five_of_a_group(away, named):
    names = ("a", "b", "c", "d", "e")
    minders = [Minder(n, 1, (1,) if i < away else ()) for i, n in enumerate(names)]
    found = clashes(*minders, team=names)
    assert [c.kind for c in found] == ([ClashKind.GROUP] if named else [])


def test_days_in_a_row_over_a_weekend_are_one_clash():
    (clash,) = clashes(Minder("a", 1, (1, 2)), Minder("b", 1, (1, 2)), team=("a", "b"))
    assert clash.days == 10


def test_a_half_day_is_no_clash():
    day = workdays(1)[0]
    year = a_year(SmallTown((Minder("a"), Minder("b"), *IDLE), (("a", "b"),)))
    announced = (
        Announced(PersonId("a"), day, AnnouncedKind.TRAINING),
        Announced(PersonId("b"), day, AnnouncedKind.COURSE, whole=False),
    )
    assert clashes_of(replace(year, announced=announced), {}) == ()


def base(*staff: str) -> Team:
    return Team(Model.BASE, (PersonId("a"),), tuple(PersonId(s) for s in staff))


def test_a_base_without_staff_while_somebody_relies_on_it():
    found = clashes(
        Minder("a", 1, (1,)), Minder("s", 0, (1,)), team=(), teams=(base("s"),)
    )
    assert [(c.kind, c.days, c.away) for c in found] == [(ClashKind.BASE, 5, ("s",))]
    assert found[0].uncovered_minutes == 5 * 240


def test_a_base_that_nobody_needs_then_may_be_closed():
    assert (
        clashes(Minder("a", 1, (2,)), Minder("s", 0, (1,)), team=(), teams=(base("s"),))
        == ()
    )


def test_a_base_with_one_left():
    assert (
        clashes(
            Minder("a", 1, (1,)),
            Minder("s", 0, (1,)),
            Minder("t", 0),
            team=(),
            teams=(base("s", "t"),),
        )
        == ()
    )


def closed_base(days: tuple[Day, ...], team: Team) -> tuple[tuple[int, Day], ...]:
    """Days of clashes while "a" is away for a week and the base is closed on some."""
    town = SmallTown((Minder("a", 1, (1,)), Minder("s", 0), *IDLE))
    year = replace(a_year(town), teams=(team,))
    place = PlaceId("ort-s")
    base_place = replace(year.problem.places[place], open=dict.fromkeys(days, ()))
    places = {**year.problem.places, place: base_place}
    year = replace(year, problem=replace(year.problem, places=places))
    return tuple((c.days, c.first_day) for c in clashes_of(year, {}))


def test_a_base_clashes_on_just_the_days_it_is_closed():
    team = replace(base("s"), place=PlaceId("ort-s"))
    days = workdays(1)
    assert closed_base(days[1:3], team) == ((2, days[1]),)
    assert closed_base((workdays(2)[0],), team) == ()
    assert closed_base((), team) == ()


def test_a_base_whose_staff_does_not_work_that_day():
    town = SmallTown((Minder("a", 1, (1,)), Minder("s", 0), *IDLE))
    year = replace(a_year(town), teams=(base("s"),))
    staff = year.problem.persons[PersonId("s")]
    friday = workdays(1)[4]
    there = {day: slots for day, slots in staff.available.items() if day != friday}
    persons = {**year.problem.persons, staff.id: replace(staff, available=there)}
    year = replace(year, problem=replace(year.problem, persons=persons))
    (clash,) = clashes_of(year, {})
    assert (clash.kind, clash.first_day, clash.days) == (ClashKind.BASE, friday, 1)


@pytest.mark.parametrize(("away", "named"), [(1, False), (2, True)])
def test_a_group_of_three_clashes_when_one_is_left(away, named):
    names = ("a", "b", "c")
    minders = [Minder(n, 1, (1,) if i < away else ()) for i, n in enumerate(names)]
    found = clashes(*minders, team=names)
    assert [c.kind for c in found] == ([ClashKind.GROUP] if named else [])


def test_a_group_of_one_is_no_team():
    assert clashes(Minder("a", 1, (1,)), team=("a",)) == ()


def test_a_team_that_has_ended_clashes_no_more():
    team = Team(
        Model.TANDEM,
        (PersonId("a"), PersonId("b")),
        (PersonId("a"), PersonId("b")),
        last_day=workdays(1)[1],
    )
    (clash,) = clashes(
        Minder("a", 1, (1,)), Minder("b", 1, (1,)), team=(), teams=(team,)
    )
    assert (clash.days, clash.last_day) == (2, workdays(1)[1])


def test_the_same_tandem_noted_twice_is_one_clash():
    team = Team(*(Model.TANDEM, (PersonId("a"), PersonId("b")), ()))
    found = clashes(
        Minder("a", 1, (1,)), Minder("b", 1, (1,)), team=(), teams=(team, team)
    )
    assert len(found) == 1


def test_everybody_away_in_the_same_week():
    town = SmallTown(tuple(Minder(n, 1, (1,)) for n in "abcd"))
    (clash,) = clashes_of(a_year(town), {})
    assert (clash.kind, clash.members, clash.days) == (ClashKind.MANY, 4, 5)
    assert clash.away == ("a", "b", "c", "d")


def test_half_of_all_is_not_more_than_half():
    town = SmallTown(tuple(Minder(n, 1, (1,) if n in "ab" else ()) for n in "abcd"))
    assert clashes_of(a_year(town), {}) == ()
