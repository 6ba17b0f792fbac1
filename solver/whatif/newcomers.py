"""Persons who are not there yet: employed, as qualified as the rules ask of anybody.

Whoever is employed anew has a permit, all papers anybody in the week has, a finished
QHB course and the capabilities that all employed persons of the week share. She knows
the children she would take: the visits that takes are paid as part of her hours.
"""

from collections.abc import Iterable, Mapping, Sequence

from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.problem import (
    Credential,
    Familiarity,
    FamiliarityRecord,
    Link,
    Need,
    Permit,
    Person,
    PersonId,
    PersonKind,
    Problem,
)

WORKDAYS = 5
STEP_MINUTES = 15
PERMIT_PLACES = 5
FINISHED_UNITS = 300
EARLIEST_MINUTE = 6 * 60
LATEST_MINUTE = 20 * 60


def newcomer(
    week: Problem,
    person: PersonId,
    kind: PersonKind,
    available: Mapping[Day, tuple[Slot, ...]],
    weekly_minutes: int,
) -> Person:
    """Somebody employed anew who is there at these times."""
    return Person(
        id=person,
        kind=kind,
        employed=True,
        permit=Permit(PERMIT_PLACES),
        qualification_units=FINISHED_UNITS,
        credentials=tuple(
            Credential(name)
            for name in sorted(
                {c.kind for p in week.persons.values() for c in p.credentials}
            )
        ),
        capabilities=_shared_capabilities(week.persons.values()),
        available=available,
        contract_minutes=weekly_minutes,
    )


def _shared_capabilities(persons: Iterable[Person]) -> frozenset[str]:
    """What every employed person of the week can do."""
    known = [p.capabilities for p in persons if p.employed]
    return frozenset.intersection(*known) if known else frozenset()


def daily_minutes(weekly_minutes: int) -> int:
    """A fifth of the week, in whole quarters of an hour."""
    return weekly_minutes // WORKDAYS // STEP_MINUTES * STEP_MINUTES


def best_hours(needs: Sequence[Need], minutes: int) -> Slot:
    """So many minutes of a day when most of these needs are; the earliest of equals."""
    latest = max(EARLIEST_MINUTE, LATEST_MINUTE - minutes)
    starts = range(EARLIEST_MINUTE, latest + 1, STEP_MINUTES)

    def met(start: int) -> int:
        hours = Slot(start, min(start + minutes, MINUTES_PER_DAY))
        return sum(
            part.minutes
            for need in needs
            if (part := need.slot.intersection(hours)) is not None
        )

    start = max(starts, key=lambda at: (met(at), -at))
    return Slot(start, min(start + minutes, MINUTES_PER_DAY))


def acquainted(
    week: Problem, links: Iterable[Link], needs: Iterable[Need]
) -> tuple[FamiliarityRecord, ...]:
    """The children of linked childminders know who would come."""
    by_absent: dict[PersonId, set[PersonId]] = {}
    for link in links:
        by_absent.setdefault(link.absent, set()).add(link.substitute)
    pairs = {
        (need.child, substitute)
        for need in needs
        for substitute in by_absent.get(need.absent, ())
    }
    known = {
        (record.child, record.person)
        for record in week.familiarity
        if record.state >= Familiarity.FAMILIAR and record.place is None
    }
    return tuple(
        FamiliarityRecord(
            child, person, Familiarity.FAMILIAR, week.first_day, week.last_day
        )
        for child, person in sorted(pairs - known)
    )
