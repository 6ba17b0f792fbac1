"""Why a session is on its day, why not on another, why it has none, what would help."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, granting_roles, visible
from service.dates.blobs import pack_dates_plan, pack_dates_problem
from service.dates.fact_roles import reads
from service.dates.state import Dates, load_dates
from service.db.store import Store
from service.db.tables.engagements import Engagement
from service.domain.actor import Actor
from service.domain.kinds import EngagementState, Role
from service.errors import InputFault, InvalidInput, NotFound
from service.explaining.question import (
    AnsweringDates,
    DatesOrder,
    DatesPart,
    QuestionKind,
    SaidFacts,
    StoredPlan,
    TierFacts,
)
from service.i18n import translate as _
from service.matching.months import first_day_of, month_of, period_of
from service.matching.names import programme_names
from service.matching.sentences import ids_in
from service.planning.blobs import pack_profile
from service.planning.sentences import WITHHELD, Sentence
from solver.matching.problem import CoachId
from solver.rule import RuleId
from solver.sessions.explanation.sentences import sentence
from solver.sessions.parts import part_of
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import EngagementId

#: What can be asked of a date.
QUESTIONS: Final = (
    QuestionKind.WHY,
    QuestionKind.WHY_NOT,
    QuestionKind.GAP,
    QuestionKind.SINGLE_CHANGE,
)
_NOTHING: Final = {
    QuestionKind.WHY: "Dieser Termin hat kein Datum; bitte fragen, warum.",
    QuestionKind.WHY_NOT: "Diesen Termin sieht die Begleitung nicht vor.",
    QuestionKind.GAP: "Dieser Termin hat ein Datum.",
    QuestionKind.SINGLE_CHANGE: "Dieser Termin hat ein Datum.",
}


@dataclass(frozen=True, slots=True)
class AskedAboutSession:
    """Which session, and what: the ``number``-th (from 1) of a kindergarten's month.

    ``month`` is any of its days; ``day`` is asked for by a why-not.
    """

    kindergarten_id: UUID
    month: date
    question: QuestionKind
    number: int = 1
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """The answer; ``proven`` is false where the time did not suffice for it."""

    kindergarten_id: UUID
    month: date
    number: int
    question: QuestionKind
    proven: bool
    tiers: tuple[TierFacts, ...]
    sentences: tuple[Sentence, ...]


def explain_session(
    store: Store, actor: Actor, asked: AskedAboutSession, answering: AnsweringDates
) -> SessionAnswer:
    """The answer to a question about dates as they stand.

    Raises
    ------
    NotPermitted, NotFound
        If there is no such engagement within reach, the month is over, or the question
        does not fit how the session stands.
    InvalidInput
        If the question lacks its day, cannot be asked of dates, or the year is none.
    Busy
        If there is no answer in time.
    """
    _check(asked)
    with store.read(actor.tenant_id) as session:
        row = _engagement(session, actor, asked)
        dates = load_dates(session, period_of(asked.month.year), store.clock.now())
        order = _order(dates, row, asked)
    parts = answering(order)
    if not parts:
        raise NotFound(_NOTHING[asked.question])
    with store.read(actor.tenant_id) as session:
        return _told(session, actor, row, asked, parts[0])


def _check(asked: AskedAboutSession) -> None:
    if asked.question not in QUESTIONS:
        detail = "Das lässt sich zu Terminen nicht fragen."
        raise InvalidInput(detail, [InputFault("/question", detail, "unknown")])
    if asked.question is QuestionKind.WHY_NOT and asked.day is None:
        detail = "Diese Frage braucht eine weitere Angabe."
        raise InvalidInput(detail, [InputFault("/day", detail, "required")])
    period_of(asked.month.year)


def _engagement(session: Session, actor: Actor, asked: AskedAboutSession) -> Engagement:
    month = first_day_of(month_of(asked.month))
    query = visible(actor, Engagement, Action.EXPLAIN_SESSION).where(
        Engagement.kindergarten_id == asked.kindergarten_id,
        Engagement.state == EngagementState.ACCEPTED,
        Engagement.first_month <= month,
        Engagement.last_month >= month,
    )
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFound("Diese Kita hat in diesem Monat keine zugesagte Begleitung.")
    return row


def _order(dates: Dates, row: Engagement, asked: AskedAboutSession) -> DatesOrder:
    """The question and the dates of the coach as they stand."""
    coach = CoachId(str(row.coach_id))
    engagement = dates.problem.engagements.get(EngagementId(str(row.id)))
    if engagement is None or month_of(asked.month) < engagement.first_month:
        raise NotFound("In diesem Monat wird nichts mehr geplant.")
    part = part_of(dates.problem, coach)
    return DatesOrder(
        kind=asked.question,
        stored=StoredPlan(
            pack_dates_problem(part),
            pack_profile(dates.profile),
            pack_dates_plan(SessionPlan(part.published)),
        ),
        engagement=str(row.id),
        month=month_of(asked.month),
        number=asked.number,
        day=None if asked.day is None else asked.day.toordinal(),
    )


def _told(
    session: Session,
    actor: Actor,
    row: Engagement,
    asked: AskedAboutSession,
    part: DatesPart,
) -> SessionAnswer:
    """The answer in the words of the viewer; what is others' is named as withheld."""
    roles = granting_roles(actor, Action.EXPLAIN_SESSION)
    told = tuple(one for one in part.said if reads(roles, one.rule))
    names = programme_names(
        session, actor, ids_in(dict(one.facts) for one in told), {row.coach_id}
    )
    sentences = [_sentence(one, names) for one in told]
    if len(told) < len(part.said):
        sentences.append(Sentence("withheld", {}, _(WITHHELD)))
    return SessionAnswer(
        kindergarten_id=asked.kindergarten_id,
        month=first_day_of(month_of(asked.month)),
        number=asked.number,
        question=asked.question,
        proven=part.proven,
        tiers=part.tiers if _sees_tiers(roles) else (),
        sentences=tuple(sentences),
    )


def _sentence(said: SaidFacts, names: Mapping[str, str]) -> Sentence:
    facts = dict(said.facts)
    return Sentence(said.rule, facts, sentence(RuleId(said.rule), facts, names, _))


def _sees_tiers(roles: Collection[Role]) -> bool:
    """A plan's worth is the coach's whole year."""
    return reads(roles, "forced-worse")
