"""Switching absences on: the problem the planner would get for one day of the week."""

from collections.abc import Collection
from dataclasses import replace

from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.stress.problem import StressProblem
from solver.substitution.problem import Person, PersonId, Presence, Problem

_ALL_DAY = (Slot(0, MINUTES_PER_DAY),)


def switched(problem: StressProblem, absent: Collection[PersonId], day: Day) -> Problem:
    """The day with these persons away and everybody else there.

    Their regular children are not there, and those whose guardians want substitution
    need it. Nothing of the day is past yet. It is the reference of every value a
    stress test tells: what the planner makes of this very problem.

    Left out on purpose, since one day stands alone: rest between two days, hours of
    the week and of the contract taken by other days of it, continuity of an episode.
    """
    week = problem.week
    return replace(
        week,
        first_day=day,
        last_day=day,
        needs=tuple(n for n in problem.needs if n.day == day and n.absent in absent),
        presences=tuple(
            p for p in week.presences if p.day == day and p.person not in absent
        ),
        persons={
            key: away_on(person, day) if key in absent else person
            for key, person in week.persons.items()
        },
        frozen_day=None,
        frozen_minute=0,
    )


def away_on(person: Person, day: Day) -> Person:
    """The person, absent for the whole of a day."""
    return replace(person, absent={day: _ALL_DAY})


def of_day(presences: Collection[Presence], day: Day) -> tuple[Presence, ...]:
    """Presences of one day."""
    return tuple(presence for presence in presences if presence.day == day)
