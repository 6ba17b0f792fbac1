"""Care and visits that stand, read once and made events of for each recipient."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.calendars.content import Draft
from service.calendars.recipients import Recipient
from service.calendars.substitution.drafts import Standing, drafts_for
from service.calendars.substitution.standing import (
    absences,
    children_of_guardians,
    standing_care,
)
from service.calendars.substitution.visits import standing_visits, visit_drafts
from service.calendars.window import Scope
from service.domain.kinds import FeedKind


def substitution_drafts(
    session: Session, recipients: Collection[Recipient], scope: Scope, zone: ZoneInfo
) -> dict[Recipient, list[Draft]]:
    """The events that persons, places, guardians and areas should have."""
    standing = _read(session, recipients, scope, zone)
    window = scope.window
    found = standing_visits(session, window.first_day, window.last_day)
    visits = [visit for visit in found if visit.day in scope]
    return {
        recipient: [
            *drafts_for(recipient, standing),
            *visit_drafts(recipient, visits, zone),
        ]
        for recipient in recipients
    }


def _read(
    session: Session, recipients: Collection[Recipient], scope: Scope, zone: ZoneInfo
) -> Standing:
    """What stands on the days of a scope; who has custody only where it is asked."""
    custody = any(each.kind is FeedKind.GUARDIAN for each in recipients)
    care = standing_care(session, scope.first_day, scope.last_day)
    window = scope.window
    return Standing(
        care=[piece for piece in care if piece.day in scope],
        absences=absences(session, window.first_day, window.last_day),
        children=children_of_guardians(session) if custody else {},
        zone=zone,
        today=window.today,
    )
