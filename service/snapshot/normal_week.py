"""A normal week from stored state: nobody away, everybody's would-be needs beside it.

The needs are derived as always, under the assumption that everybody is away on every
day; presences and persons are those of a week in which nobody is. Contracts, weekday
intervals and closed days are those of the days asked; absences of persons and children,
guardians' words on single absences, and what is published or arranged do not count.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.profiles import PlanningRules
from service.snapshot.assumption import NOBODY_AWAY, EverybodyAway
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.state import State
from service.snapshot.take import read_state, snapshot_of, tenant_name
from service.travel import EstimatedTravelTimes, TravelTimes
from solver.stress.problem import StressProblem
from solver.substitution.problem import PersonId

_ESTIMATED = EstimatedTravelTimes()


@dataclass(frozen=True)
class NormalWeek:
    """A normal week ready to be tested, and the key to its codes.

    Districts in the problem are the ids of areas in hexadecimal digits.
    """

    problem: StressProblem
    pseudonyms: Pseudonyms
    rules: PlanningRules


def take_normal_week(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    now: datetime,
    area: UUID | None = None,
    travel: TravelTimes = _ESTIMATED,
) -> NormalWeek:
    """The days as a normal week; see ``take_snapshot`` for what is asked and raised."""
    everybody = EverybodyAway(first_day, last_day)
    state = read_state(session, (first_day, last_day), now, area, everybody)
    there = replace(state, absences=NOBODY_AWAY)
    snapshot = snapshot_of(there, tenant_name(session), travel)
    week, needs = snapshot.problem, snapshot.problem.needs
    codes = snapshot.pseudonyms
    return NormalWeek(
        problem=StressProblem(replace(week, needs=()), needs, _districts(state, codes)),
        pseudonyms=codes,
        rules=snapshot.rules,
    )


def _districts(state: State, codes: Pseudonyms) -> dict[PersonId, str]:
    """The area each person belongs to, or her place of care lies in, by code."""
    found = {}
    for key, code in codes.persons.items():
        row = state.people[key]
        home = state.places.get(row.home_place_id) if row.home_place_id else None
        area = row.area_id or (home.area_id if home else None)
        if area is not None:
            found[code] = area.hex
    return found
