"""What each substitute is to be paid for in a month."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, require, visible
from service.db.store import Store
from service.db.tables.people import Person
from service.domain.actor import Actor
from service.reports.gather import Happened, gather
from service.reports.held_places import held_places
from service.reports.load_agreements import load_held_places
from service.reports.load_contacts import load_contacts
from service.reports.load_rates import load_rates
from service.reports.statements import DayWork, Statement, statements_of
from service.reports.views import StatementReport, StatementView, WorkView


def read_statements(
    store: Store, actor: Actor, month: str, *, names: bool = False
) -> StatementReport:
    """Substitution hours, places kept free and contact hours per substitute.

    Who plans reads those of her area, a substitute her own.

    Parameters
    ----------
    names
        Whether names stand beside the codes; a payment may need them.

    Raises
    ------
    NotPermitted
        If the actor may read none.
    InvalidInput
        If the month is none or has not begun.
    """
    require(actor, Action.READ_STATEMENTS)
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        happened = gather(session, month, now)
        people = _people(session, actor)
        found = _statements(session, happened)
        views = [
            _view(each, people[each.person_id], names=names)
            for each in found
            if each.person_id in people
        ]
    return StatementReport(
        month=happened.month.key,
        title=happened.month.title,
        tenant=happened.tenant,
        first_day=happened.month.first_day,
        last_day=happened.month.last_day,
        through=happened.month.through,
        provisional=happened.month.is_running,
        made_at=now.astimezone(happened.zone),
        statements=tuple(sorted(views, key=lambda view: view.code)),
    )


def _people(session: Session, actor: Actor) -> Mapping[UUID, Person]:
    rows = session.scalars(visible(actor, Person, Action.READ_STATEMENTS))
    return {row.id: row for row in rows}


def _statements(session: Session, happened: Happened) -> Sequence[Statement]:
    month = happened.month
    return statements_of(
        happened.pieces,
        held_places(load_held_places(session, month), month),
        load_contacts(session, month),
        load_rates(session, month),
        happened.time,
    )


def _view(statement: Statement, person: Person, *, names: bool) -> StatementView:
    return StatementView(
        person_id=person.id,
        code=person.code,
        name=f"{person.given_name} {person.family_name}".strip() if names else None,
        kind=person.kind,
        employed=person.employed,
        days=len(statement.days),
        children=statement.children,
        minutes=sum(day.minutes for day in statement.days),
        quarters=statement.quarters,
        child_minutes=statement.child_minutes,
        child_quarters=statement.child_quarters,
        unconfirmed_child_minutes=statement.unconfirmed_child_minutes,
        cents=statement.cents,
        held_places=statement.held.most,
        held_place_days=statement.held.place_days,
        contacts=statement.contacts.count,
        contact_minutes=statement.contacts.minutes,
        contact_quarters=statement.contact_quarters,
        work=tuple(_work(day) for day in statement.days),
    )


def _work(day: DayWork) -> WorkView:
    return WorkView(
        day=day.day,
        children=day.children,
        minutes=day.minutes,
        quarters=day.quarters,
        child_minutes=day.child_minutes,
        child_quarters=day.child_quarters,
        unconfirmed_child_minutes=day.unconfirmed_child_minutes,
        cents=day.cents,
    )
