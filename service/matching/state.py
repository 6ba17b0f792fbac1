"""Everything of the stored state that a matching is made from, read once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import CoachConflict
from service.db.tables.kindergartens import Kindergarten, PairRefusal
from service.db.tables.programme import CountyBudget
from service.db.tables.tenancy import Tenant
from service.domain.kinds import ConflictKind, EngagementState, RefusalOrigin
from service.errors import InvalidInput
from service.matching.months import Period, free_runs, month_of
from service.matching.people import (
    CoachRow,
    KindergartenRow,
    load_coaches,
    load_kindergartens,
)
from service.matching.standing import (
    EngagementRow,
    StandingEngagements,
    load_engagements,
)
from service.matching.trips import load_trips
from service.profiles.matching_rules import (
    MATCHING,
    MatchingRules,
    TripsOverTime,
    load_matching_rules,
)
from service.snapshot.areas import load_areas
from service.snapshot.rules import load_overrides

PairRow = tuple[UUID, UUID]


@dataclass(frozen=True)
class ProgrammeState:
    """A programme for the months of a plan.

    ``keep_proposed`` says that engagements nobody has answered yet stay as they are;
    without it they are planned anew.
    """

    name: str
    period: Period
    rules: MatchingRules
    trips: TripsOverTime
    coaches: Mapping[UUID, CoachRow]
    kindergartens: Mapping[UUID, KindergartenRow]
    county_names: Mapping[UUID, str]
    budgets: Mapping[UUID, int]
    standing: StandingEngagements
    conflicts: Sequence[tuple[PairRow, ConflictKind]]
    refusals: Sequence[tuple[PairRow, RefusalOrigin]]
    keep_proposed: bool

    @cached_property
    def kept(self) -> Sequence[EngagementRow]:
        """Engagements of the period that are not planned anew, oldest first."""
        return [
            row
            for row in self.standing.live
            if self.keep_proposed or row.state is EngagementState.ACCEPTED
        ]

    @cached_property
    def open_months(self) -> Mapping[UUID, range]:
        """Months of each kindergarten that are wanted and that nobody has.

        An engagement is one run of months: of several the longest, the last of equal
        ones. Kindergartens with nothing left to plan are missing.
        """
        taken: dict[UUID, set[int]] = defaultdict(set)
        for row in self.kept:
            taken[row.kindergarten_id].update(range(row.first, row.last + 1))
        found = {}
        for id_, house in self.kindergartens.items():
            runs = free_runs(self._wanted_months(house.row), taken[id_])
            if runs:
                found[id_] = max(runs, key=lambda run: (len(run), run.start))
        return found

    def _wanted_months(self, row: Kindergarten) -> range:
        first, last = int(self.period.first), int(self.period.last)
        if row.first_month is not None:
            first = max(first, month_of(row.first_month))
        if row.last_month is not None:
            last = min(last, month_of(row.last_month))
        return range(first, last + 1)

    @cached_property
    def fixed(self) -> Mapping[UUID, EngagementRow]:
        """The first that is kept of each kindergarten with nothing left to plan.

        What is kept of the others takes hours and money, too, without being shown.
        """
        found: dict[UUID, EngagementRow] = {}
        for row in self.kept:
            if row.kindergarten_id not in self.open_months:
                found.setdefault(row.kindergarten_id, row)
        return found


def load_programme_rules(session: Session, period: Period) -> MatchingRules:
    """Rules of the tenant's Land with its own numbers.

    Raises
    ------
    InvalidInput
        If they contradict themselves.
    """
    land = session.scalars(select(Tenant.land)).one()
    overrides = load_overrides(session, load_areas(session), None, MATCHING)
    return load_matching_rules(land, *period.days, overrides)


def load_programme(
    session: Session, period: Period, *, keep_proposed: bool = True
) -> ProgrammeState:
    """The stored state of a programme.

    Raises
    ------
    InvalidInput
        If the rules contradict themselves, or there is nobody to match.
    """
    rules = load_programme_rules(session, period)
    coaches, kindergartens = load_coaches(session), load_kindergartens(session)
    _require_somebody(coaches, kindergartens)
    budgets = session.execute(
        select(CountyBudget.area_id, CountyBudget.budget_cents).where(
            CountyBudget.year == period.year
        )
    )
    return ProgrammeState(
        name=session.scalars(select(Tenant.name)).one(),
        period=period,
        rules=rules,
        trips=load_trips(session, period),
        coaches=coaches,
        kindergartens=kindergartens,
        county_names={key: row.name for key, row in load_areas(session).rows.items()},
        budgets=dict(budgets.all()),
        standing=load_engagements(session, period, rules.history.months),
        conflicts=[
            ((row.coach_id, row.kindergarten_id), row.kind)
            for row in session.scalars(select(CoachConflict))
        ],
        refusals=[
            ((row.coach_id, row.kindergarten_id), row.origin)
            for row in session.scalars(select(PairRefusal))
        ],
        keep_proposed=keep_proposed,
    )


def _require_somebody(
    coaches: Mapping[UUID, CoachRow], kindergartens: Mapping[UUID, KindergartenRow]
) -> None:
    if not coaches:
        raise InvalidInput(
            "In diesem Programm ist noch keine Prozessbegleitung eingetragen; bitte"
            " zuerst die Liste der Begleitungen einlesen."
        )
    if not kindergartens:
        raise InvalidInput(
            "In diesem Programm ist noch keine Kita eingetragen; bitte zuerst die Liste"
            " der Kitas einlesen."
        )
