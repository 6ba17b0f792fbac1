"""Why a household is visited as it is, why not otherwise or at all, what helps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.access import Action, load, require
from service.ahead.visits.asking import stored_visits
from service.ahead.visits.bonds import bond_id
from service.ahead.visits.state import Visits, coming_visits, visits_between
from service.calendars.local_time import local_date
from service.calendars.refresh import zone_of
from service.dates.reasons import Reason, distinct
from service.db.store import Store
from service.db.tables.contact_visits import ContactVisit
from service.db.tables.people import Person
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.errors import Conflict, InputFault, InvalidInput
from service.explaining.question import (
    AnsweringStanding,
    SaidFacts,
    Standing,
    StandingOrder,
)
from service.i18n import translate
from service.planning.names import names_for
from service.use_cases.plan_visits import MOST_WEEKS
from solver.rule import RuleId
from solver.slots import Day
from solver.visits.explanation.sentences import sentence
from solver.visits.problem import Bond

#: Weeks looked at where nothing is planned.
_WEEKS = 6
_NAMED = frozenset({"person", "host", "child", "place"})


@dataclass(frozen=True, slots=True)
class AskedAboutContacts:
    """What is asked of the visits to a household in the coming weeks.

    Without a visitor: what is planned, and why what is missing is. With a visitor: why
    her visits are as they are and what would help where there is none. With a day: why
    she does not come then. Without weeks all days up to the last visit planned, or
    to the one asked about, are meant.
    """

    host_id: UUID
    visitor_id: UUID | None = None
    day: date | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class ContactAnswer:
    """The answer about one household."""

    host_id: UUID
    reasons: tuple[Reason, ...]


def explain_contact_visits(
    store: Store,
    actor: Actor,
    asked: AskedAboutContacts,
    answering: AnsweringStanding,
    *,
    forced: bool = False,
) -> ContactAnswer:
    """The answer to a question about visits as they stand, from rules and plan.

    Parameters
    ----------
    forced
        Whoever may take some seconds gets the visitor's best visits with that, too.

    Raises
    ------
    NotPermitted, NotFound
        If visits are not the actor's to oversee, or there is no such person.
    InvalidInput
        If weeks are out of range, a day is named without a visitor or lies outside, or
        the rules change within these weeks.
    Conflict
        If nobody, or not this person, keeps in contact with the household.
    Busy
        If there is no answer in time.
    """
    require(actor, Action.OVERSEE_VISITS)
    _check(asked)
    with store.read(actor.tenant_id) as session:
        for person in filter(None, (asked.host_id, asked.visitor_id)):
            load(session, actor, Person, person, Action.READ_PERSONS)
        visits = _coming(session, asked, store.clock.now())
    # Seconds of reasoning hold no connection and no old state of the database.
    said = answering(replace(_order(visits, asked), forced=forced))
    with store.read(actor.tenant_id) as session:
        texts = _texts(session, actor, said)
    return ContactAnswer(asked.host_id, distinct(texts))


def _check(asked: AskedAboutContacts) -> None:
    if asked.weeks is not None and not 1 <= asked.weeks <= MOST_WEEKS:
        detail = f"Besuche werden für 1 bis {MOST_WEEKS} Wochen geplant."
        raise InvalidInput(detail, [InputFault("/weeks", detail, "range")])
    if asked.day is not None and asked.visitor_id is None:
        detail = "Zu einem Tag gehört, wer zu Besuch käme."
        raise InvalidInput(detail, [InputFault("/visitor_id", detail, "required")])


def _coming(session: Session, asked: AskedAboutContacts, now: datetime) -> Visits:
    """Visits of so many weeks, or of as many as have been planned."""
    if asked.weeks is not None:
        return coming_visits(session, asked.weeks, now)
    tomorrow = local_date(now, zone_of(session)) + timedelta(days=1)
    last = session.scalars(
        select(func.max(ContactVisit.day)).where(
            ContactVisit.state != AppointmentState.CANCELLED
        )
    ).one()
    if last is None or last < tomorrow:
        return coming_visits(session, _WEEKS, now)
    most = tomorrow + timedelta(weeks=MOST_WEEKS)
    last = min(max(last, asked.day or last), most)
    return visits_between(session, (tomorrow, last), now)


def _order(visits: Visits, asked: AskedAboutContacts) -> StandingOrder:
    """The question in the ids of the problem.

    Raises
    ------
    Conflict
        If nobody, or not this person, keeps in contact with the household.
    InvalidInput
        If the day lies outside.
    """
    problem = visits.problem
    bonds = _bonds(visits, asked)
    day = None if asked.day is None else Day(asked.day.toordinal())
    if day is not None and not problem.first_day <= day <= problem.last_day:
        detail = "Der Tag liegt nicht in den Wochen, nach denen gefragt wird."
        raise InvalidInput(detail, [InputFault("/day", detail, "range")])
    return StandingOrder(
        Standing.CONTACTS,
        stored_visits(visits),
        tuple(bond.id for bond in bonds),
        str(asked.visitor_id) if asked.visitor_id else None,
        day,
    )


def _bonds(visits: Visits, asked: AskedAboutContacts) -> Sequence[Bond]:
    """Who is asked about; members of a circle visit each other in one direction."""
    bonds = visits.problem.bonds
    if asked.visitor_id is None:
        person = str(asked.host_id)
        found = [bond for bond in bonds.values() if person in (bond.host, bond.visitor)]
        return [bond for bond in found if bond.host == person] or found or _nobody()
    both = asked.visitor_id, asked.host_id
    keys = bond_id(*both), bond_id(*reversed(both))
    return [bonds[key] for key in keys if key in bonds][:1] or _nobody()


def _nobody() -> Sequence[Bond]:
    raise Conflict(
        "Hier sind keine Besuche vorgesehen: sie entstehen aus Kooperationen"
        " (Vertretungskraft, Tandem, Verbund, Stützpunkt) mit jemandem, der Kinder"
        " betreut, und nicht, wo jemand die andere Person ausgeschlossen hat."
    )


def _texts(
    session: Session, actor: Actor, said: Sequence[SaidFacts]
) -> list[tuple[str, str]]:
    ids = {
        UUID(value)
        for one in said
        for fact, value in one.facts.items()
        if fact in _NAMED and isinstance(value, str)
    }
    names = names_for(session, actor, ids, full=True)
    return [
        (one.rule, sentence(RuleId(one.rule), one.facts, names, translate))
        for one in said
    ]
