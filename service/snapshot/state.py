"""Everything of the stored state that a snapshot is made from, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from service.profiles import PlanningRules
from service.snapshot.absences import Absences, load_absences
from service.snapshot.areas import Areas
from service.snapshot.assumption import AS_STORED, Assumption
from service.snapshot.attendance import NeedRow, needs_of
from service.snapshot.availability import Availability, load_availability
from service.snapshot.bookings import Bookings, load_bookings
from service.snapshot.children import ChildRow, load_children
from service.snapshot.cooperations import (
    DesignationRow,
    load_cooperations,
    load_designations,
)
from service.snapshot.fixed import Fixed, sort_cover
from service.snapshot.horizon import Horizon
from service.snapshot.links import LinkRow, Town, links_for
from service.snapshot.numbers import is_limited, number_of
from service.snapshot.people import PersonRow, load_people
from service.snapshot.places import PlaceRow, load_places
from service.snapshot.relations import (
    ExclusionRow,
    Meetings,
    OverrideRow,
    load_exclusions,
    load_meetings,
    load_overrides,
)
from service.snapshot.standing import (
    FormerRow,
    Standing,
    history_minutes,
    load_former,
    load_standing,
)
from service.snapshot.worked import Worked, load_worked


@dataclass(frozen=True)
class State:
    """Rows by id, needs of the plan, links and what stands."""

    horizon: Horizon
    rules: PlanningRules
    people: Mapping[UUID, PersonRow]
    places: Mapping[UUID, PlaceRow]
    children: Mapping[UUID, ChildRow]
    bookings: Bookings
    absences: Absences
    availability: Availability
    needs: Sequence[NeedRow]
    all_needs: Sequence[NeedRow]
    links: Sequence[LinkRow]
    meetings: Meetings
    designations: Sequence[DesignationRow]
    exclusions: Sequence[ExclusionRow]
    overrides: Sequence[OverrideRow]
    standing: Standing
    fixed: Fixed
    history: Mapping[UUID, int]
    worked: Worked
    former: Sequence[FormerRow]


def load_state(
    session: Session,
    horizon: Horizon,
    areas: Areas,
    rules: PlanningRules,
    area: UUID | None,
    assumption: Assumption = AS_STORED,
) -> State:
    """Read the state for a horizon; ``area`` narrows whose needs are planned."""
    places = load_places(session, horizon, areas)
    bookings = load_bookings(session, horizon)
    people = load_people(session, horizon)
    absences = assumption.absences(load_absences(session, horizon), people)
    all_needs = needs_of(bookings, absences, horizon)
    needs = [n for n in all_needs if _in_scope(n, places, areas, area)]
    meetings = load_meetings(session, horizon, {n.child_id for n in needs})
    regular: dict[UUID, frozenset[UUID]] = {}
    for need in needs:
        known = regular.get(need.absent_id, frozenset())
        regular[need.absent_id] = known | {need.place_id}
    town = Town(people, places, load_cooperations(session, horizon), meetings, regular)
    links = links_for(needs, town)
    standing = assumption.standing(load_standing(session, horizon))
    fixed = sort_cover(standing, absences, all_needs, needs, horizon, links)
    return State(
        horizon=horizon,
        rules=rules,
        people=people,
        places=places,
        children=load_children(session),
        bookings=bookings,
        absences=absences,
        availability=load_availability(session, horizon),
        needs=needs,
        all_needs=all_needs,
        links=links,
        meetings=meetings,
        designations=load_designations(session, horizon),
        exclusions=(*load_exclusions(session, horizon), *fixed.exclusions),
        overrides=load_overrides(session, horizon),
        standing=standing,
        fixed=fixed,
        history=history_minutes(session, horizon, rules.fairness.days),
        worked=load_worked(session, horizon, people, bookings, _balance_weeks(rules)),
        former=load_former(
            session, horizon, {n.child_id for n in needs}, _period_days(rules)
        ),
    )


def _balance_weeks(rules: PlanningRules) -> int:
    """Weeks over which working time is averaged."""
    return number_of(rules.profile, "weekly-hours", "balance_weeks")


def _period_days(rules: PlanningRules) -> int:
    """Days in which a child's distinct persons count; 0 where nobody counts them."""
    if not is_limited(rules.profile, "distinct-persons"):
        return 0
    return number_of(rules.profile, "distinct-persons", "period_days")


def _in_scope(
    need: NeedRow, places: Mapping[UUID, PlaceRow], areas: Areas, area: UUID | None
) -> bool:
    return area is None or areas.lies_within(places[need.place_id].area_id, area)
