"""Calendars that were given, without anything of what is in them."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.fields import Choice, Id, Text
from service.busy.owners import OwnerKind
from service.use_cases.give_calendar import MAX_NAME_CHARACTERS


class NewBusySchema(StrictSchema):
    """Whose calendar it is, and how its owner calls it."""

    owner_kind = Choice(OwnerKind, required=True)
    owner_id = Id(required=True)
    name = Text(shortest=1, longest=MAX_NAME_CHARACTERS, required=True)


class BusyCalendarSchema(StrictSchema):
    """A calendar that was given; its times count until the day named."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    owner_kind = fields.Enum(OwnerKind, by_value=True, required=True)
    owner_id = fields.UUID(required=True)
    name = fields.String(required=True)
    last_read_at = fields.AwareDateTime(required=True)
    reaches_until = fields.Date(required=True)
    busy_spans = fields.Integer(required=True)


BusyCalendarPage = envelope("BusyCalendar", BusyCalendarSchema)
