"""What would be if a week of vacation were moved: children who are there, and needs."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from service.domain.spans import Span
from service.snapshot.absences import Absences
from service.snapshot.attendance import needs_of, presences_of
from service.snapshot.nouns import day_of
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.state import State
from solver.slots import DAYS_PER_WEEK, Day
from solver.substitution.problem import Need, PersonId, Presence, Problem
from solver.year.candidates import Span as Shiftable
from solver.year.candidates import candidates
from solver.year.problem import Announced, monday_of


@dataclass(frozen=True)
class WouldBe:
    """Presences in weeks given up, needs in weeks taken instead."""

    returning: tuple[Presence, ...]
    leaving: tuple[Need, ...]


def would_be(
    state: State,
    codes: Pseudonyms,
    problem: Problem,
    announced: tuple[Collection[Announced], Collection[Day]],
) -> WouldBe:
    """For every shift that comes into question.

    Nobody has asked the families about the other week: what the contract says holds.
    A child that the year does not know otherwise is left out; so is the shift then.

    Parameters
    ----------
    announced
        Announced days, and days without any care.
    """
    days, closed = announced
    span = Shiftable(problem.first_day, problem.last_day, frozenset(closed))
    asked = candidates(days, span)
    back = {(c.person, c.from_week) for c in asked}
    away = {(c.person, c.to_week) for c in asked}
    return WouldBe(
        tuple(_returning(state, codes, back)), tuple(_leaving(state, codes, away))
    )


_PersonWeeks = Collection[tuple[PersonId, Day]]


def _returning(
    state: State, codes: Pseudonyms, weeks: _PersonWeeks
) -> Iterator[Presence]:
    """Children under contract, as if nobody were away."""
    persons = {person for person, _ in weeks}
    rows = {row for row, code in codes.persons.items() if code in persons}
    bookings = {
        child: own
        for child, found in state.bookings.items()
        if (own := [b for b in found if b.person_id in rows])
    }
    there = replace(state.absences, of_person={})
    for row in presences_of(bookings, there, state.horizon):
        day, person = day_of(row.day), codes.persons[row.person_id]
        child, place = codes.children.get(row.child_id), codes.places.get(row.place_id)
        if (person, monday_of(day)) in weeks and child and place:
            weight = state.children[row.child_id].weight
            yield Presence(child, person, place, day, row.slot, weight)


def _leaving(state: State, codes: Pseudonyms, weeks: _PersonWeeks) -> Iterator[Need]:
    """Needs as if these persons were away, and nobody else."""
    rows = {code: row for row, code in codes.persons.items()}
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for person, monday in weeks:
        first = date.fromordinal(monday)
        last = date.fromordinal(monday + DAYS_PER_WEEK - 1)
        spans[rows[person]].append(Span(rows[person], first, last))
    away = Absences(spans, state.absences.of_child, {})
    for row in needs_of(state.bookings, away, state.horizon):
        child, place = codes.children.get(row.child_id), codes.places.get(row.place_id)
        if child is None or place is None:
            continue
        day = day_of(row.day)
        yield Need(
            id=codes.need(row.child_id, day, row.slot.start),
            child=child,
            day=day,
            slot=row.slot,
            absent=codes.persons[row.absent_id],
            regular_place=place,
            episode=codes.episode(row.child_id, row.absent_id, day_of(row.episode_day)),
        )
