"""Plain nouns are created, changed and deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import load, require, visible
from service.db.audit_trail import record
from service.db.base import TenantTable
from service.db.store import Store, expect_version
from service.domain.actor import Actor
from service.errors import InputFault, InvalidInput
from service.nouns.checks import check_order
from service.nouns.field import Value
from service.nouns.noun import Noun, NounView
from service.nouns.references import check_references
from service.nouns.views import view

OUTSIDE = (
    "Das läge außerhalb dessen, wofür Sie zuständig sind. Es wurde nichts gespeichert."
)


@dataclass(frozen=True, slots=True)
class Target:
    """Which row, and the version the person saw."""

    row_id: UUID
    version: int | None


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
    require(actor, noun.change)
    with store.write(actor.tenant_id) as session:
        check_references(session, actor, noun, values)
        row = noun.table(**values)
        _finish(store, noun, row)
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
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, noun.table, target.row_id, noun.change)
        expect_version(row, target.version)
        check_references(session, actor, noun, values)
        for name, value in values.items():
            setattr(row, name, value)
        _finish(store, noun, row)
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
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, noun.table, target.row_id, noun.change)
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


def _finish(store: Store, noun: Noun, row: TenantTable) -> None:
    check_order(noun, row)
    if noun.complete is not None:
        noun.complete(row, store.clock.now())


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
        visible(actor, noun.table, noun.change).where(noun.table.id == row.id)
    ).one_or_none()
    if reached is None:
        raise InvalidInput(OUTSIDE, [InputFault("", OUTSIDE, "out-of-reach")])
    if noun.check is not None:
        noun.check(session, row)
    record(
        session,
        actor=actor,
        action=f"{verb}_{noun.name}",
        subject_kind=noun.name,
        subject_id=row.id,
        at=store.clock.now(),
    )
    session.flush()
    return view(actor, noun, row)
