"""Every kind of feed: what it is called, whose rows it belongs to, what it shows.

A new kind is one line here, its source of events, whom a change concerns
(``recipients``) and who may hold it (``entitlement``).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.calendars.content import Draft
from service.calendars.recipients import Recipient
from service.calendars.substitution.source import substitution_drafts
from service.calendars.window import Scope
from service.db.tables.children import Guardian
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.tenancy import Area
from service.domain.kinds import FeedKind

Source = Callable[
    [Session, Collection[Recipient], Scope, ZoneInfo], dict[Recipient, list[Draft]]
]
"""Makes the events that recipients should have on the days of a scope."""


@dataclass(frozen=True, slots=True)
class KindOfFeed:
    """What all feeds of a kind share.

    Attributes
    ----------
    title
        The calendar's name; only a kind that is named after no person may say
        ``{name}``.
    label
        Statement for what tells recipients apart in a file's name (never the name of
        a person), by the recipient's id.
    """

    title: str
    source: Source
    label: Callable[[UUID], Select[str]]


def _person(recipient_id: UUID) -> Select[str]:
    return select(Person.code).where(Person.id == recipient_id)


def _place(recipient_id: UUID) -> Select[str]:
    return select(Place.code).where(Place.id == recipient_id)


def _guardian(recipient_id: UUID) -> Select[str]:
    return select(Guardian.code).where(Guardian.id == recipient_id)


def _area(recipient_id: UUID) -> Select[str]:
    return select(Area.name).where(Area.id == recipient_id)


FEEDS: Final[dict[FeedKind, KindOfFeed]] = {
    FeedKind.PERSON: KindOfFeed("Meine Vertretungen", substitution_drafts, _person),
    FeedKind.PLACE: KindOfFeed(
        "Vertretungen am Stützpunkt", substitution_drafts, _place
    ),
    FeedKind.GUARDIAN: KindOfFeed(
        "Vertretung in der Kindertagespflege", substitution_drafts, _guardian
    ),
    FeedKind.AREA: KindOfFeed("Vertretungen {name}", substitution_drafts, _area),
}


def calendar_name(kind: FeedKind, name: str) -> str:
    """Name of a feed; ``name`` is shown by those that are named after something."""
    return FEEDS[kind].title.format(name=name)
