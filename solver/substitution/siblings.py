"""Siblings on a day: who could be separated, and the rows that say they are."""

from collections.abc import Iterator, Sequence

from solver.linear import Terms, Var
from solver.slots import Day
from solver.substitution.index import ProblemIndex
from solver.substitution.problem import ChildId, Cover, PersonId, PlaceId
from solver.substitution.variables import Variables

#: A person and place.
_Stay = tuple[PersonId | None, PlaceId | None]
#: A stay and its variable, ``None`` where fixed cover makes sure of it.
_Taken = tuple[_Stay, Var | None]


def apart(one: Cover, other: Cover) -> bool:
    """Whether two covers share a minute at different persons or places."""
    return one.slot.overlaps(other.slot) and (
        (one.person, one.place) != (other.person, other.place)
    )


def covers_on(index: ProblemIndex, child: ChildId, day: Day) -> Sequence[Cover]:
    """Fixed cover of a child and day with somebody who can be named."""
    return [cover for cover in index.covers_of.get(child, ()) if cover.day == day]


def sibling_days(index: ProblemIndex) -> Iterator[tuple[ChildId, ChildId, Day]]:
    """Each two siblings and day on which both are in substitution, in stable order."""
    days: dict[ChildId, set[Day]] = {}
    for need in index.problem.needs:
        if need.child in index.siblings:
            days.setdefault(need.child, set()).add(need.day)
    first, last = index.problem.first_day, index.problem.last_day
    for child in index.siblings:
        fixed = {cover.day for cover in index.covers_of.get(child, ())}
        days.setdefault(child, set()).update(d for d in fixed if first <= d <= last)
    for one in sorted(days):
        for other in sorted(index.siblings[one]):
            if one < other:
                for day in sorted(days[one] & days.get(other, set())):
                    yield one, other, day


def meeting_rows(
    index: ProblemIndex,
    variables: Variables,
    one: ChildId,
    other: ChildId,
    day: Day,
) -> Iterator[tuple[Terms, int]]:
    """Rows ``terms <= room`` that hold exactly if the two are nowhere apart.

    One row per minute at which something begins and stay: who is there excludes that
    the sibling is anywhere else. Two fixed covers need no row.
    """
    said: set[tuple[Terms, int]] = set()
    starts = {
        o.slot.start for c in (one, other) for o in variables.of_child_day(c, day)
    }
    starts |= {
        c.slot.start for child in (one, other) for c in covers_on(index, child, day)
    }
    for minute in sorted(starts):
        mine = _at(index, variables, one, day, minute)
        theirs = _at(index, variables, other, day, minute)
        for here, there in ((mine, theirs), (theirs, mine)):
            for stay in dict.fromkeys(stay for stay, _ in here):
                row = _row(stay, here, there)
                if row is not None and row not in said:
                    said.add(row)
                    yield row


def _row(
    stay: _Stay, here: Sequence[_Taken], there: Sequence[_Taken]
) -> tuple[Terms, int] | None:
    """That one child is at a stay and the other one is not, at most one of both."""
    at_stay = [var for where, var in here if where == stay]
    elsewhere = [var for where, var in there if where != stay]
    fixed = (None in at_stay) + (None in elsewhere)
    free = dict.fromkeys(v for v in (*at_stay, *elsewhere) if v is not None)
    if not at_stay or not elsewhere or not free or fixed > 1:
        return None
    return tuple((var, 1) for var in sorted(free)), 1 - fixed


def _at(
    index: ProblemIndex, variables: Variables, child: ChildId, day: Day, minute: int
) -> list[_Taken]:
    """Where a child may be at a minute."""
    found: list[_Taken] = [
        ((c.person, c.place), None)
        for c in covers_on(index, child, day)
        if c.slot.start <= minute < c.slot.end
    ]
    found.extend(
        ((o.person, o.place), variables.taken(o))
        for o in variables.of_child_day(child, day)
        if o.slot.start <= minute < o.slot.end
    )
    return found
