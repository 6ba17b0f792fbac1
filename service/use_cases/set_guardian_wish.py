"""A guardian says whether substitution is wanted for a child in an absence."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from service.access import Action, load
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.absences import Absence, GuardianWish
from service.db.tables.children import Child
from service.db.tables.contracts import CareContract
from service.domain.actor import Actor
from service.errors import NotFound


@dataclass(frozen=True, slots=True)
class SetGuardianWish:
    """Wanted or not, for one child and one absence."""

    absence_id: UUID
    child_id: UUID
    wanted: bool


def set_guardian_wish(store: Store, actor: Actor, command: SetGuardianWish) -> UUID:
    """The wish stands in place of an earlier one; the next plan counts with it.

    Returns
    -------
    Id of the wish.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not speak for this child, or the absence is none of a person
        the child is booked with.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        child = load(session, actor, Child, command.child_id, Action.STATE_WISH)
        absence = session.scalars(
            select(Absence)
            .join(CareContract, CareContract.person_id == Absence.person_id)
            .where(
                Absence.id == command.absence_id,
                Absence.withdrawn_at.is_(None),
                CareContract.child_id == child.id,
            )
            .limit(1)
        ).one_or_none()
        if absence is None:
            raise NotFound
        wish = session.scalars(
            select(GuardianWish).where(
                GuardianWish.absence_id == absence.id,
                GuardianWish.child_id == child.id,
            )
        ).one_or_none()
        if wish is None:
            wish = GuardianWish(absence_id=absence.id, child_id=child.id)
            session.add(wish)
        wish.wanted = command.wanted
        wish.decided_at = now
        session.flush()
        record(
            session,
            actor=actor,
            action="set_guardian_wish",
            subject_kind="guardian_wish",
            subject_id=wish.id,
            detail={"wanted": command.wanted},
            at=now,
        )
        return wish.id
