"""Why an event of a cluster is on this day and there, why not otherwise, why not."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require
from service.dates.reasons import Reason, distinct
from service.dates.workshops.naming import with_events
from service.dates.workshops.span import series_year_on
from service.dates.workshops.state import (
    Workshops,
    event_id,
    load_workshops,
    planned_series,
)
from service.dates.workshops.views import cluster_names
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import ClusterEventKind
from service.errors import Conflict, InputFault, InvalidInput, NotFound
from service.explaining.question import (
    AnsweringStanding,
    Standing,
    StandingOrder,
    StoredPlan,
)
from service.i18n import translate
from service.matching.months import period_of
from service.planning.blobs import pack_profile, packed
from solver.rule import RuleId
from solver.workshops.codec import plan_to_bytes, problem_to_bytes
from solver.workshops.explanation.sentences import sentence
from solver.workshops.plan import WorkshopPlan


@dataclass(frozen=True, slots=True)
class AskedAboutEvent:
    """What is asked of an event of the series that begins in a year.

    Without a year of the series that runs on the day; without a cluster, of a
    conference of all. Without a day: why it is when and where it is, or why it has no
    date. With a day: why not then, at the planned host or at the one named.
    """

    year: int | None
    kind: ClusterEventKind
    number: int = 1
    cluster_id: UUID | None = None
    day: date | None = None
    host_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """The answer about one event."""

    event: str
    reasons: tuple[Reason, ...]


def explain_event(
    store: Store,
    actor: Actor,
    asked: AskedAboutEvent,
    answering: AnsweringStanding,
    *,
    forced: bool = False,
) -> EventAnswer:
    """The answer to a question about dates as they stand, from rules and plan.

    Parameters
    ----------
    forced
        Whoever may take some seconds is told the best whole plan with it, too.

    Raises
    ------
    NotPermitted
        If the actor does not coordinate.
    NotFound
        If the series has no such event, or the cluster no such commune.
    Conflict
        If the series is not planned yet.
    InvalidInput
        If the series does not run on the day, or a host is named without a day.
    Busy
        If there is no answer in time.
    """
    require(actor, Action.READ_CLUSTERS)
    _check(asked)
    with store.read(actor.tenant_id) as session:
        state = _series(session, asked, store.clock.now())
        names = cluster_names(session)
    order = replace(_order(state, asked), forced=forced)
    # Seconds of reasoning hold no connection and no old state of the database.
    texts = (
        (
            one.rule,
            sentence(
                RuleId(one.rule), one.facts, with_events(names, one.facts), translate
            ),
        )
        for one in answering(order)
    )
    return EventAnswer(order.subjects[0], distinct(texts))


def _check(asked: AskedAboutEvent) -> None:
    if asked.day is None and asked.host_id is not None:
        detail = "Zu einer gastgebenden Kommune gehört ein Tag."
        raise InvalidInput(detail, [InputFault("/day", detail, "required")])


def _year(session: Session, asked: AskedAboutEvent) -> int:
    """The year in which the series begins that is asked about."""
    if asked.year is not None:
        return asked.year
    if asked.day is None:
        detail = "Diese Frage braucht ein Jahr oder einen Tag."
        raise InvalidInput(detail, [InputFault("/year", detail, "required")])
    tenant = session.scalars(select(Tenant)).one()
    return series_year_on(session, tenant, asked.day, planned_series(session))


def _series(session: Session, asked: AskedAboutEvent, now: datetime) -> Workshops:
    """The series that is asked about."""
    state = load_workshops(session, period_of(_year(session, asked)), now)
    span = state.span
    if asked.day is not None and not span.first <= asked.day <= span.last:
        detail = (
            f"Die Reihe {span.year} läuft vom {span.first:%d.%m.%Y} bis zum"
            f" {span.last:%d.%m.%Y}; der Tag liegt nicht darin."
        )
        raise InvalidInput(detail, [InputFault("/day", detail, "range")])
    return state


def _order(state: Workshops, asked: AskedAboutEvent) -> StandingOrder:
    """Dates as they stand are the plan; that one of them moves is asked, no fault.

    Raises
    ------
    NotFound
        If the series has no such event, or the cluster no such commune.
    Conflict
        If the series is not planned yet.
    """
    event = event_id((asked.cluster_id, asked.kind, asked.number))
    if event not in state.problem.events:
        raise NotFound
    if asked.host_id is not None and str(asked.host_id) not in state.problem.members:
        raise NotFound
    if not state.rows:
        raise Conflict(
            f"Die Reihe {state.span.year} ist noch nicht geplant; bitte zuerst planen."
        )
    plan = WorkshopPlan(state.problem.published)
    return StandingOrder(
        Standing.EVENTS,
        StoredPlan(
            packed(problem_to_bytes(replace(state.problem, published=())))[0],
            pack_profile(state.profile),
            packed(plan_to_bytes(plan))[0],
        ),
        (event,),
        str(asked.host_id) if asked.host_id else None,
        None if asked.day is None else asked.day.toordinal(),
    )
