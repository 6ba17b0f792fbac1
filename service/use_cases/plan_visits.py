"""Contact visits of the coming weeks are planned and stand at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, require
from service.ahead.visits.solving import require_same, solve
from service.ahead.visits.state import Visits, coming_visits
from service.ahead.visits.telling import Changed, tell
from service.ahead.visits.writing import write_visits
from service.db.store import Store
from service.domain.actor import Actor
from service.errors import Conflict, InputFault, InvalidInput
from service.i18n import translate
from service.jobs.computing import stored_tiers
from service.planning.names import names_for
from service.planning.requesting import check_seconds
from solver.errors import EngineFault, SolverError
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.visits.audit import sentence
from solver.visits.plan import VisitPlan

MOST_WEEKS = 12


@dataclass(frozen=True, slots=True)
class PlanVisits:
    """How many weeks from tomorrow on; limits of the computation."""

    weeks: int = 6
    seconds: int = 60
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Missed:
    """A pair without a visit in a stretch of weeks, and the rule against it."""

    visitor: str
    host: str
    first_day: date
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class PlannedVisits:
    """What a plan changed; tiers as a proposal keeps them.

    ``capacity_ignored`` says that the first tier asks whether somebody familiar is
    there, not whether she has room for one child more.
    """

    added: int
    moved: int
    cancelled: int
    kept: int
    missed: Sequence[Missed]
    tiers: Sequence[Mapping[str, Any]]
    capacity_ignored: bool


def plan_visits(
    store: Store,
    actor: Actor,
    command: PlanVisits,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> PlannedVisits:
    """Plan visits and write them down; what is confirmed or held stays.

    Raises
    ------
    NotPermitted
        If the actor does not plan for the whole tenant.
    InvalidInput
        If weeks or seconds are out of range, nobody is there to visit or be visited,
        or the rules change within these weeks.
    Conflict
        If something changed meanwhile, or the run was stopped.
    """
    require(actor, Action.PLAN_VISITS)
    check(command)
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        before = coming_visits(session, command.weeks, now)
        require_somebody(before)
    plan = computed(before, command, should_stop, progress)
    if should_stop is not None and should_stop():
        raise Conflict("Die Berechnung wurde abgebrochen; alles bleibt, wie es war.")
    with store.write(actor.tenant_id) as session:
        return written(session, actor, before, plan, now)


def computed(
    visits: Visits,
    command: PlanVisits,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> VisitPlan:
    """The best visits of a state that was read.

    Raises
    ------
    InvalidInput
        If state or rules contradict themselves.
    """
    limits = SolveLimits(float(command.seconds), command.workers, command.seed)
    try:
        return solve(visits, visits.problem, limits, should_stop, progress)
    except EngineFault:
        raise
    except SolverError as error:
        raise InvalidInput(str(error)) from error


def written(
    session: Session, actor: Actor, before: Visits, plan: VisitPlan, now: datetime
) -> PlannedVisits:
    """The plan as rows, told to everybody concerned.

    Raises
    ------
    Conflict
        If what it depends on has changed since.
    """
    problem = before.problem
    weeks = (problem.last_day - problem.first_day + 1) // 7
    visits = coming_visits(session, weeks, now)
    require_same(problem, visits.problem)
    days_before = frozenset(row.day for row in visits.stored)
    rows = write_visits(session, visits, plan.assignments, now)
    changed = Changed(rows.changed, days_before)
    tell(session, actor, "plan_visits", changed, rows.counts, now)
    return PlannedVisits(
        **rows.counts,
        kept=len(plan.assignments) - len(rows.added) - len(rows.moved),
        missed=_missed(session, actor, visits, plan),
        tiers=stored_tiers(plan.tiers),
        capacity_ignored=plan.capacity_ignored,
    )


def _missed(
    session: Session, actor: Actor, visits: Visits, plan: VisitPlan
) -> Sequence[Missed]:
    bonds = visits.problem.bonds
    ids = {
        UUID(value)
        for one in plan.unvisited
        for key, value in one.facts.items()
        if key in {"person", "host", "child", "place"} and isinstance(value, str)
    }
    ids |= {UUID(p) for b in bonds.values() for p in (b.visitor, b.host)}
    names = names_for(session, actor, ids, full=True)
    return [
        Missed(
            names[bonds[one.bond].visitor],
            names[bonds[one.bond].host],
            date.fromordinal(one.first_day),
            one.rule,
            sentence(one.rule, one.facts, names, translate),
        )
        for one in plan.unvisited
    ]


def check(command: PlanVisits) -> None:
    """Refuse weeks and seconds out of range.

    Raises
    ------
    InvalidInput
        With the fault at its place.
    """
    check_seconds(command.seconds)
    if not 1 <= command.weeks <= MOST_WEEKS:
        detail = f"Besuche werden für 1 bis {MOST_WEEKS} Wochen geplant."
        raise InvalidInput(detail, [InputFault("/weeks", detail, "range")])


def require_somebody(visits: Visits) -> None:
    """Pass where somebody may visit somebody.

    Raises
    ------
    InvalidInput
        If nobody may.
    """
    if not visits.problem.bonds:
        raise InvalidInput(
            "Es gibt niemanden, der Kinder besuchen könnte: Besuche entstehen aus"
            " Kooperationen (Vertretungskraft, Tandem, Verbund, Stützpunkt), deren"
            " Mitglieder Kinder betreuen. Bitte zuerst eine Kooperation anlegen."
        )
