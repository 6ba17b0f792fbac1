"""Taking a snapshot of a programme: the state with codes in place of ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from service.matching.assemble import Assembly
from service.matching.codes import MatchingCodes, make_codes
from service.matching.months import Period
from service.matching.state import ProgrammeState, load_programme
from service.profiles.matching_rules import MatchingRules
from service.snapshot.codes import order_key
from solver.matching.problem import MatchingProblem


@dataclass(frozen=True)
class MatchingSnapshot:
    """A programme at one instant, ready to be planned.

    ``standing`` says which engagements stood (id to what was agreed), ``kept`` which
    of them are not planned anew.
    """

    problem: MatchingProblem
    codes: MatchingCodes
    standing: Mapping[str, str]
    rules: MatchingRules
    period: Period
    kept: frozenset[UUID]


def take_matching(
    session: Session, period: Period, *, keep_proposed: bool = True
) -> MatchingSnapshot:
    """The stored state of a programme as a pseudonymous problem.

    Parameters
    ----------
    session
        Of the tenant, in a transaction that sees one moment.
    period
        Months to plan.
    keep_proposed
        Whether engagements nobody has answered yet stay as they are.

    Raises
    ------
    InvalidInput
        If the rules contradict themselves, or there is nobody to match.
    """
    state = load_programme(session, period, keep_proposed=keep_proposed)
    codes = _codes(state)
    return MatchingSnapshot(
        problem=Assembly(state, codes).problem(),
        codes=codes,
        standing=state.standing.as_stored(),
        rules=state.rules,
        period=period,
        kept=frozenset(row.id for row in state.kept),
    )


def _codes(state: ProgrammeState) -> MatchingCodes:
    counties = {found.row.area_id for found in state.kindergartens.values()}
    return make_codes(
        order_key(state.name),
        {key: found.row.code for key, found in state.coaches.items()},
        {key: found.row.code for key, found in state.kindergartens.items()},
        {key: name for key, name in state.county_names.items() if key in counties},
    )
