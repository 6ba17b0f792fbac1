"""Read cooperations: who is substituted by which model, who keeps places free."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from service.db.tables.cooperations import Cooperation, CooperationMember
from service.domain.kinds import MemberRole
from service.reports.agreed import Agreement, Agreements, agreements_of
from service.reports.held_places import HeldRow
from service.reports.month import Month


def load_agreements(session: Session, month: Month) -> Agreements:
    """By which model persons are substituted in the month."""
    rows = session.execute(
        select(
            CooperationMember.person_id,
            Cooperation.model,
            Cooperation.valid_from,
            Cooperation.valid_until,
        ).where(in_force(month), CooperationMember.role != MemberRole.SUBSTITUTE)
    )
    return agreements_of(
        Agreement(person, model, starts, ends) for person, model, starts, ends in rows
    )


def load_held_places(session: Session, month: Month) -> Sequence[HeldRow]:
    """Places that members keep free in the month."""
    rows = session.execute(
        select(
            CooperationMember.person_id,
            CooperationMember.held_places,
            Cooperation.valid_from,
            Cooperation.valid_until,
        ).where(in_force(month), CooperationMember.held_places > 0)
    )
    return [
        HeldRow(person, places, starts, ends) for person, places, starts, ends in rows
    ]


def in_force(month: Month) -> ColumnElement[bool]:
    """Whether the member's cooperation was agreed on a day of the month."""
    return (
        (Cooperation.id == CooperationMember.cooperation_id)
        & (Cooperation.valid_from <= month.through)
        & (
            Cooperation.valid_until.is_(None)
            | (Cooperation.valid_until >= month.first_day)
        )
    )
