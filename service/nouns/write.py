"""Plain nouns are created, changed and deleted."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load, require, visible
from service.db.audit_trail import record
from service.db.base import TenantTable
from service.db.store import Store, expect_version
from service.domain.actor import Actor
from service.errors import InputFault, InvalidInput, NotPermitted
from service.nouns.checks import check_order
from service.nouns.field import Value
from service.nouns.noun import Noun, NounView, Target
from service.nouns.references import check_references
from service.nouns.views import view

OUTSIDE = (
    "Das läge außerhalb dessen, wofür Sie zuständig sind. Es wurde nichts gespeichert."
)


def create_noun(
    store: Store, actor: Actor, noun: Noun, values: Mapping[str, Value]
) -> NounView:
    """The row is stored.

    Parameters
    ----------
    values
        Writable fields; those left out get the column's default.

    Raises
    ------
    NotPermitted
        If no role of the actor may change such rows.
    InvalidInput
        If a reference is not there, fields contradict each other, or the row would
        lie outside of the actor's reach.
    Conflict
        If there is such a row already.
    """
    require(actor, _change(noun))
    if noun.deeds is not None and noun.deeds.make is not None:
        return _done(store, actor, noun, noun.deeds.make(store, actor, values))
    with store.write(actor.tenant_id) as session:
        check_references(session, actor, noun, values)
        row = noun.table(**values)
        _finish(store, session, noun, row)
        session.add(row)
        return _stored(store, session, (actor, noun), row, "create")


def change_noun(
    store: Store, actor: Actor, noun: Noun, target: Target, values: Mapping[str, Value]
) -> NounView:
    """The row has the values named; others stay as they are.

    Raises
    ------
    NotPermitted, InvalidInput, Conflict
        As ``create_noun``.
    NotFound
        If it is not there, or out of reach.
    Stale
        If it was changed meanwhile.
    """
    require(actor, _change(noun))
    if noun.deeds is not None and noun.deeds.alter is not None:
        noun.deeds.alter(store, actor, target, values)
        return _done(store, actor, noun, target.row_id)
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, noun.table, target.row_id, _change(noun))
        expect_version(row, target.version)
        check_references(session, actor, noun, values)
        for name, value in values.items():
            setattr(row, name, value)
        _finish(store, session, noun, row)
        return _stored(store, session, (actor, noun), row, "change")


def delete_noun(store: Store, actor: Actor, noun: Noun, target: Target) -> None:
    """The row is gone.

    Raises
    ------
    NotPermitted, NotFound, Stale
        As ``change_noun``.
    Conflict
        If something else still hangs on it.
    """
    require(actor, _change(noun))
    if noun.deeds is not None and noun.deeds.remove is not None:
        noun.deeds.remove(store, actor, target)
        return
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, noun.table, target.row_id, _change(noun))
        expect_version(row, target.version)
        session.delete(row)
        session.flush()
        if noun.after_delete is not None:
            noun.after_delete(session)
        record(
            session,
            actor=actor,
            action=f"delete_{noun.name}",
            subject_kind=noun.name,
            subject_id=target.row_id,
            at=store.clock.now(),
        )


def _change(noun: Noun) -> Action:
    """What changing the noun needs.

    Raises
    ------
    NotPermitted
        If it is told only.
    """
    if noun.change is None:
        raise NotPermitted
    return noun.change


def _done(store: Store, actor: Actor, noun: Noun, row_id: UUID) -> NounView:
    """What a use case made or changed, for whoever may change it, reading or not."""
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, noun.table, row_id, _change(noun))
        return view(session, actor, noun, row)


def _finish(store: Store, session: Session, noun: Noun, row: TenantTable) -> None:
    check_order(noun, row)
    if noun.complete is not None:
        noun.complete(row, store.clock.now())
    if noun.before is not None:
        with session.no_autoflush:
            noun.before(session, row, store.clock.now())


def _stored(
    store: Store,
    session: Session,
    who: tuple[Actor, Noun],
    row: TenantTable,
    verb: str,
) -> NounView:
    """Store the row, refuse one that its maker could not reach, write the audit."""
    actor, noun = who
    session.flush()
    reached = session.scalars(
        visible(actor, noun.table, _change(noun)).where(noun.table.id == row.id)
    ).one_or_none()
    if reached is None:
        raise InvalidInput(OUTSIDE, [InputFault("", OUTSIDE, "out-of-reach")])
    if noun.check is not None:
        noun.check(session, row, store.clock.now())
    record(
        session,
        actor=actor,
        action=f"{verb}_{noun.name}",
        subject_kind=noun.name,
        subject_id=row.id,
        at=store.clock.now(),
    )
    session.flush()
    return view(session, actor, noun, row)
