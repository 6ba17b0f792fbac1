"""Read how long substitutes visited children so that they know each other."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.db.tables.relations import Contact
from service.domain.kinds import ContactKind
from service.reports.month import Month
from service.reports.statements import Contacts

PAID_KINDS = (ContactKind.VISIT, ContactKind.PLAY_GROUP)
"""Care is paid as substitution, a confirmation is no visit."""


def load_contacts(session: Session, month: Month) -> Mapping[UUID, Contacts]:
    """Visits and play groups of the month by person.

    A contact is stored for each child; children visited by one person on one day at
    one place in one kind were visited together, and their longest time counts once.
    """
    together = (
        select(Contact.person_id, func.max(Contact.minutes))
        .where(
            Contact.kind.in_(PAID_KINDS),
            Contact.day >= month.first_day,
            Contact.day <= month.through,
        )
        .group_by(Contact.person_id, Contact.day, Contact.place_id, Contact.kind)
    )
    found: dict[UUID, Contacts] = defaultdict(Contacts)
    for person, minutes in session.execute(together):
        known = found[person]
        found[person] = Contacts(known.count + 1, known.minutes + minutes)
    return dict(found)
