"""What stands in a programme, read once and made events of for each recipient."""

from collections.abc import Collection
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.calendars.content import Draft, EventContent
from service.calendars.local_time import instants
from service.calendars.programme.appointments import Appointment, Side
from service.calendars.programme.standing import standing_appointments
from service.calendars.programme.wording import state_text
from service.calendars.recipients import Recipient
from service.calendars.window import Scope


def programme_drafts(
    session: Session, recipients: Collection[Recipient], scope: Scope, zone: ZoneInfo
) -> dict[Recipient, list[Draft]]:
    """The events of coaches, kindergartens, counties, hosts and clusters.

    Always those of the whole window: an appointment may be moved to any day of it.
    """
    drafts: dict[Recipient, list[Draft]] = {recipient: [] for recipient in recipients}
    for appointment in standing_appointments(session, scope.window):
        for side in appointment.sides:
            draft: Draft | None = None
            for recipient_id in side.recipient_ids:
                own = drafts.get(Recipient(side.kind, recipient_id))
                if own is not None:
                    draft = draft or _draft(appointment, side, zone)
                    own.append(draft)
    return drafts


def _draft(appointment: Appointment, side: Side, zone: ZoneInfo) -> Draft:
    """One side of an appointment as an event."""
    starts: date = appointment.first_day
    ends: date = appointment.last_day + timedelta(days=1)
    if appointment.minutes is not None:
        starts, ends = instants(starts, *appointment.minutes, zone)
    content = EventContent(
        summary=side.summary,
        text=state_text(appointment.state, refused=appointment.refused),
        location=side.location,
        starts=starts,
        ends=ends,
        tentative=appointment.refused or appointment.state.unconfirmed,
    )
    return Draft(
        appointment.key,
        frozenset({appointment.key}),
        content,
        appointment.first_day,
        appointment.last_day,
    )
