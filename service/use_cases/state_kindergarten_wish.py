"""A kindergarten says how much and when it would like to be accompanied."""

from collections.abc import Mapping
from uuid import UUID

from service.access import Action, load, require
from service.db.audit_trail import record
from service.db.store import Store, expect_version
from service.db.tables.kindergartens import Kindergarten
from service.domain.actor import Actor
from service.nouns.complete import complete_kindergarten

WISHES = (
    "wished_half_hours",
    "preferred_weekdays",
    "opening_start_minute",
    "opening_end_minute",
)
"""What is the kindergarten's own to say; stage and county are the coordination's."""


def state_kindergarten_wish(
    store: Store,
    actor: Actor,
    kindergarten_id: UUID,
    version: int | None,
    wishes: Mapping[str, object],
) -> None:
    """The next matching reckons with it; what is agreed stays as it is.

    Parameters
    ----------
    version
        That the person saw; ``None`` where any will do.
    wishes
        Some of ``WISHES``; others stay as they are.

    Raises
    ------
    NotPermitted
        If no role of the actor may say so.
    NotFound
        If the kindergarten is not there, or not the actor's.
    Stale
        If it was changed meanwhile.
    InvalidInput
        If the wish is below the least hours, or it closes before it opens.
    """
    require(actor, Action.CHANGE_KINDERGARTEN_NEEDS)
    with store.write(actor.tenant_id) as session:
        row = load(
            session,
            actor,
            Kindergarten,
            kindergarten_id,
            Action.CHANGE_KINDERGARTEN_NEEDS,
        )
        expect_version(row, version)
        for name in WISHES:
            if name in wishes:
                setattr(row, name, wishes[name])
        complete_kindergarten(row, store.clock.now())
        record(
            session,
            actor=actor,
            action="state_kindergarten_wish",
            subject_kind="kindergarten",
            subject_id=row.id,
            at=store.clock.now(),
        )
