"""From a document of a matching to the problem the solver knows."""

from dataclasses import dataclass
from datetime import date, timedelta

from solver.exchange.matching.assembling import assembled
from solver.exchange.matching.draft import MONTHS_PER_YEAR, Draft, begun
from solver.exchange.matching.shapes import FORMAT, VERSION, MatchingShape, Sense
from solver.exchange.reading import (
    Broken,
    OutsideProblem,
    RulesAsked,
    named_pointer,
    read_shape,
)
from solver.json_values import Json
from solver.matching.problem import MatchingProblem, Month
from solver.matching.validate import validate

DEFAULT_LAND = "TH"


@dataclass(frozen=True, slots=True)
class OutsideMatching(OutsideProblem[MatchingProblem]):
    """A matching with the sense of its scores.

    Where they are to be large, a pair costs what it is worth less than ``top``, and a
    kindergarten without a coach costs ``top``: then the least cost is the most value.
    """

    sense: Sense = Sense.MINIMISE
    top: int = 0


def matching_from_value(value: Json) -> OutsideMatching:
    """A problem out of the JSON value of a document.

    Raises
    ------
    DocumentError
        With all faults at once, each with the JSON pointer of its place.
    """
    read = read_shape(value, FORMAT, VERSION, MatchingShape)
    shape = read.shape
    draft = begun(Draft(shape, unread=read.faults, broken=read.broken))
    problem, top = assembled(draft)
    # What is wrong with names or months would be told again, or in other words.
    unsure = draft.faults or draft.broken.touches("first_month", "last_month")
    for found in () if unsure or _names_unread(draft.broken) else validate(problem):
        draft.fault(_outside(shape, found.pointer), found.detail)
    land = shape.land or DEFAULT_LAND
    beyond = _first_day(Month(draft.last_month + 1))
    days = _first_day(draft.first_month), beyond - timedelta(days=1)
    in_months = draft.sure_of("first_month", "last_month") and (
        shape.first_month is not None
        or not draft.broken.hides("kindergartens", "first_month")
    )
    draft.refuse_if_any(
        RulesAsked(
            shape.profile,
            land if draft.sure_of("land") else None,
            days if in_months else None,
        )
    )
    return OutsideMatching(
        problem, shape.profile, shape.title, land, days, shape.sense, top
    )


def _names_unread(broken: Broken) -> bool:
    tables = ("coaches", "kindergartens", "counties")
    return any(broken.hides(table, "id") for table in tables)


def _first_day(month: Month) -> date:
    return date(month // MONTHS_PER_YEAR, month % MONTHS_PER_YEAR + 1, 1)


def _outside(shape: MatchingShape, pointer: str) -> str:
    """Where a fault of the problem stands in the document it came from."""
    found = named_pointer(
        pointer,
        {
            "coaches": [coach.id for coach in shape.coaches],
            "kindergartens": [k.id for k in shape.kindergartens],
            "counties": [county.id for county in shape.counties],
        },
    )
    if isinstance(found, str):
        return found
    table, rest = found
    number, _, name = rest.partition("/")
    return f"/{table}/{number}/{name}" if number.isdecimal() else f"/{table}"
