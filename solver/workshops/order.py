"""Dates in the order a careful office would enter them."""

from solver.linear import Var
from solver.slots import Day
from solver.workshops.index import WorkshopIndex
from solver.workshops.problem import Event, EventDate, EventId
from solver.workshops.variables import WorkshopVariables


def series_order(index: WorkshopIndex, variables: WorkshopVariables) -> tuple[Var, ...]:
    """What is published first, then workshops, conferences and what lies around them.

    Each event as early as what has to come before it allows, outside of holidays.
    """
    published = [
        variables.days[id_][date.day]
        for id_, date in index.published_of.items()
        if date.day in variables.days.get(id_, {})
    ]
    earliest = _earliest(index, variables)
    events = sorted(
        index.open,
        key=lambda e: (not e.hosted, len(e.clusters) == 1, earliest[e.id], e.id),
    )
    days = (
        variables.days[event.id][day]
        for event in events
        for day in sorted(
            variables.days.get(event.id, ()),
            key=lambda day: _unwelcome(index, event, day, earliest[event.id]),
        )
    )
    return tuple(dict.fromkeys((*published, *days)))


def _unwelcome(
    index: WorkshopIndex, event: Event, day: Day, earliest: int
) -> tuple[bool, int, int]:
    date = EventDate(event.id, day)
    holidays = index.problem.school_holidays
    off = sum(
        one in holidays.get(land, ())
        for land in index.lands(date)
        for one in index.days(date)
    )
    return day < earliest, off, day


def _earliest(index: WorkshopIndex, variables: WorkshopVariables) -> dict[EventId, int]:
    """The first possible day of each event if all that come before it are held."""
    found = {
        id_: min(variables.possible(id_), default=event.first_day)
        for id_, event in index.problem.events.items()
    }
    for _ in found:
        changed = False
        for gap in index.problem.gaps:
            length = index.problem.events[gap.before].days - 1
            least = found[gap.before] + length + gap.least_days
            later = [day for day in variables.possible(gap.after) if day >= least]
            if later and later[0] > found[gap.after]:
                found[gap.after] = later[0]
                changed = True
        if not changed:
            break
    return found
