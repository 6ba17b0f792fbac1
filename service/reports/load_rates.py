"""Read hourly rates and flat rates of held places."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from service.db.tables.cooperations import Cooperation, CooperationMember
from service.db.tables.people import Person
from service.domain.kinds import MemberRole
from service.reports.load_agreements import in_force
from service.reports.month import Month
from service.reports.rates import FlatRate, Rates


def load_rates(session: Session, month: Month) -> Rates:
    """What is paid to whom for cover in the month."""
    rows = session.execute(
        select(Person.id, Person.cents_per_hour).where(Person.cents_per_hour > 0)
    )
    return Rates(dict(rows.all()), _flat_rates(session, month))


def _flat_rates(
    session: Session, month: Month
) -> Mapping[tuple[UUID, UUID], Sequence[FlatRate]]:
    """By who stands in and who is substituted, by the code of the cooperation."""
    absent = aliased(CooperationMember)
    rows = session.execute(
        select(
            CooperationMember.person_id,
            absent.person_id,
            CooperationMember.held_place_cents,
            Cooperation.valid_from,
            Cooperation.valid_until,
        )
        .where(
            in_force(month),
            absent.cooperation_id == CooperationMember.cooperation_id,
            absent.person_id != CooperationMember.person_id,
            absent.role != MemberRole.SUBSTITUTE,
            CooperationMember.role != MemberRole.MEMBER,
            CooperationMember.held_place_cents.is_not(None),
        )
        .order_by(Cooperation.code)
    )
    found: dict[tuple[UUID, UUID], list[FlatRate]] = defaultdict(list)
    for person, away, cents, starts, ends in rows:
        if cents is not None:
            found[person, away].append(FlatRate(cents, starts, ends))
    return dict(found)
