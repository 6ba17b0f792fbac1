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
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.calendars.content import Draft
from service.calendars.programme.source import programme_drafts
from service.calendars.recipients import Recipient
from service.calendars.substitution.source import substitution_drafts
from service.calendars.window import Scope
from service.db.tables.children import Guardian
from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.tenancy import Area
from service.db.tables.visits import ConsultationHost
from service.db.tables.workshops import Cluster
from service.domain.kinds import FeedKind

Label = Callable[[UUID], Select[str]]
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
    label: Label


def _labelled(
    column: InstrumentedAttribute[str], key: InstrumentedAttribute[UUID]
) -> Label:
    """The label in a column of the recipient's own row."""
    return lambda recipient_id: select(column).where(key == recipient_id)


def _of_host(recipient_id: UUID) -> Select[str]:
    return (
        select(Kindergarten.code)
        .join(ConsultationHost, ConsultationHost.kindergarten_id == Kindergarten.id)
        .where(ConsultationHost.id == recipient_id)
    )


_AREA = _labelled(Area.name, Area.id)

FEEDS: Final[dict[FeedKind, KindOfFeed]] = {
    FeedKind.PERSON: KindOfFeed(
        "Meine Vertretungen", substitution_drafts, _labelled(Person.code, Person.id)
    ),
    FeedKind.PLACE: KindOfFeed(
        "Vertretungen am Stützpunkt",
        substitution_drafts,
        _labelled(Place.code, Place.id),
    ),
    FeedKind.GUARDIAN: KindOfFeed(
        "Vertretung in der Kindertagespflege",
        substitution_drafts,
        _labelled(Guardian.code, Guardian.id),
    ),
    FeedKind.AREA: KindOfFeed("Vertretungen {name}", substitution_drafts, _AREA),
    FeedKind.COACH: KindOfFeed(
        "Meine Begleitungen", programme_drafts, _labelled(Coach.code, Coach.id)
    ),
    FeedKind.KINDERGARTEN: KindOfFeed(
        "Prozessbegleitung der Kita",
        programme_drafts,
        _labelled(Kindergarten.code, Kindergarten.id),
    ),
    FeedKind.COUNTY: KindOfFeed("Prozessbegleitung {name}", programme_drafts, _AREA),
    FeedKind.HOST: KindOfFeed("Konsultationsbesuche", programme_drafts, _of_host),
    FeedKind.CLUSTER: KindOfFeed(
        "Werkstattreihe {name}", programme_drafts, _labelled(Cluster.name, Cluster.id)
    ),
}


def calendar_name(kind: FeedKind, name: str) -> str:
    """Name of a feed; ``name`` is shown by those that are named after something."""
    return FEEDS[kind].title.format(name=name)
