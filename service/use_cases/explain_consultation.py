"""Why a kindergarten visits this host on this day, why not another, why none."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from service.access import Action, load
from service.dates.consultations.asking import stored_visits
from service.dates.consultations.state import Consultations, load_consultations
from service.dates.consultations.views import house_names
from service.dates.reasons import Reason, distinct
from service.db.store import Store
from service.db.tables.kindergartens import Kindergarten
from service.domain.actor import Actor
from service.errors import Conflict, InputFault, InvalidInput, NotFound
from service.explaining.question import (
    AnsweringStanding,
    Standing,
    StandingOrder,
)
from service.i18n import translate
from service.matching.months import period_of
from solver.consultations.explanation.sentences import sentence
from solver.consultations.problem import HostId
from solver.rule import RuleId


@dataclass(frozen=True, slots=True)
class AskedAboutVisit:
    """What is asked of a kindergarten's visits of a year.

    Without host and day: why its visits are as they are, or why it has none. With a
    host: why not there, on a day if one is named.
    """

    kindergarten_id: UUID
    year: int
    host_id: UUID | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class VisitAnswer:
    """The answer about one kindergarten."""

    kindergarten_id: UUID
    reasons: tuple[Reason, ...]


def explain_consultation(
    store: Store,
    actor: Actor,
    asked: AskedAboutVisit,
    answering: AnsweringStanding,
    *,
    forced: bool = False,
) -> VisitAnswer:
    """The answer to a question about visits as they stand, from rules and plan.

    Parameters
    ----------
    forced
        Whoever may take some seconds is told the best whole plan with it, too.

    Raises
    ------
    NotPermitted, NotFound
        If the kindergarten is not the actor's to ask about, or there is no such host.
    InvalidInput
        If a day is named without a host, or lies in another year.
    Conflict
        If the kindergarten wishes for no visit in that year.
    Busy
        If there is no answer in time.
    """
    _check(asked)
    with store.read(actor.tenant_id) as session:
        load(
            session,
            actor,
            Kindergarten,
            asked.kindergarten_id,
            Action.READ_CONSULTATIONS,
        )
        state = load_consultations(session, period_of(asked.year), store.clock.now())
        names = house_names(session)
    # Seconds of reasoning hold no connection and no old state of the database.
    said = answering(replace(_order(state, asked), forced=forced))
    texts = (
        (one.rule, sentence(RuleId(one.rule), one.facts, names, translate))
        for one in said
    )
    return VisitAnswer(asked.kindergarten_id, distinct(texts))


def _check(asked: AskedAboutVisit) -> None:
    if asked.day is None:
        return
    if asked.host_id is None:
        detail = "Zu einem Tag gehört eine Konsultationseinrichtung."
        raise InvalidInput(detail, [InputFault("/host_id", detail, "required")])
    if asked.day.year != asked.year:
        detail = f"Der Tag liegt nicht im Jahr {asked.year}."
        raise InvalidInput(detail, [InputFault("/day", detail, "range")])


def _order(state: Consultations, asked: AskedAboutVisit) -> StandingOrder:
    own = tuple(
        request.id
        for request in state.problem.requests.values()
        if request.kindergarten == str(asked.kindergarten_id)
    )
    if not own:
        raise Conflict("Diese Kita wünscht in diesem Jahr keinen Besuch.")
    host = None if asked.host_id is None else HostId(str(asked.host_id))
    if host is not None and host not in state.hosts:
        raise NotFound
    return StandingOrder(
        Standing.CONSULTATIONS,
        stored_visits(state),
        own,
        host,
        None if asked.day is None else asked.day.toordinal(),
    )
