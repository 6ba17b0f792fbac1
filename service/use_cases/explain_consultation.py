"""Why a kindergarten visits this host on this day, why not another, why none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.access import Action, load
from service.dates.consultations.asking import basis_of_state
from service.dates.consultations.state import Consultations, load_consultations
from service.dates.consultations.views import house_names
from service.dates.reasons import Reason, distinct
from service.db.store import Store
from service.db.tables.kindergartens import Kindergarten
from service.domain.actor import Actor
from service.errors import Conflict, InputFault, InvalidInput, NotFound
from service.i18n import translate
from service.matching.months import period_of
from solver.consultations.explanation.basis import Basis
from solver.consultations.explanation.sentences import sentence
from solver.consultations.explanation.why_visit import (
    free_visits,
    why_not_visit,
    why_unanswered,
    why_visit,
)
from solver.consultations.problem import HostId, RequestId, Visit
from solver.explanation.statements import Statement
from solver.slots import Day

#: Says what the best whole plan with a visit would be; it needs the engine.
Forcing = Callable[[Basis, Visit], tuple[Statement, ...]]


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
    store: Store, actor: Actor, asked: AskedAboutVisit, forcing: Forcing | None = None
) -> VisitAnswer:
    """The answer to a question about visits as they stand, from rules and plan.

    Parameters
    ----------
    forcing
        Whoever may take some seconds gets the best whole plan with the visit, too.

    Raises
    ------
    NotPermitted, NotFound
        If the kindergarten is not the actor's to ask about, or there is no such host.
    InvalidInput
        If a day is named without a host, or lies in another year.
    Conflict
        If the kindergarten wishes for no visit in that year.
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
    said = tuple(_said(basis_of_state(state), state, asked, forcing))
    texts = (
        (one.kind, sentence(one.kind, one.facts, names, translate)) for one in said
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


def _said(
    basis: Basis, state: Consultations, asked: AskedAboutVisit, forcing: Forcing | None
) -> Iterator[Statement]:
    own = [
        request.id
        for request in basis.problem.requests.values()
        if request.kindergarten == str(asked.kindergarten_id)
    ]
    if not own:
        raise Conflict("Diese Kita wünscht in diesem Jahr keinen Besuch.")
    if asked.host_id is None:
        for request in own:
            yield from _as_it_is(basis, request)
        return
    host = HostId(str(asked.host_id))
    if host not in state.hosts:
        raise NotFound
    open_ = [request for request in own if request not in basis.index.fixed_of]
    for visit in _meant(basis, (open_ or own)[0], host, asked.day):
        yield from why_not_visit(basis, visit)
        if forcing is not None:
            yield from forcing(basis, visit)


def _as_it_is(basis: Basis, request: RequestId) -> tuple[Statement, ...]:
    if request in basis.planned or request in basis.index.fixed_of:
        return why_visit(basis, request)
    return why_unanswered(basis, request)


def _meant(
    basis: Basis, request: RequestId, host: HostId, day: date | None
) -> Iterator[Visit]:
    """The visit asked about; without a day the best free one, or the first at all."""
    if day is not None:
        yield Visit(request, host, Day(day.toordinal()))
        return
    free = [visit for visit in free_visits(basis, request) if visit.host == host]
    possible = [v for v in basis.options.of(request) if v.host == host]
    first = basis.problem.requests[request].first_day
    yield (free or possible or [Visit(request, host, first)])[0]
