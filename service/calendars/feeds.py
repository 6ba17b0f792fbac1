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
    labels
        Statement for every recipient's id and what tells it apart from others, by
        which it is asked for and its file is called: never the name of a person.
    """

    title: str
    source: Source
    labels: Select[UUID, str]

    def label_of(self, recipient_id: UUID) -> Select[UUID, str]:
        """The row of a recipient."""
        return self.labels.where(self.labels.selected_columns[0] == recipient_id)

    def labelled(self, label: str) -> Select[UUID, str]:
        """The rows of a label."""
        return self.labels.where(self.labels.selected_columns[1] == label)


_HOSTS = select(ConsultationHost.id, Kindergarten.code).join(
    Kindergarten, Kindergarten.id == ConsultationHost.kindergarten_id
)

FEEDS: Final[dict[FeedKind, KindOfFeed]] = {
    FeedKind.PERSON: KindOfFeed(
        "Meine Vertretungen", substitution_drafts, select(Person.id, Person.code)
    ),
    FeedKind.PLACE: KindOfFeed(
        "Vertretungen am Stützpunkt", substitution_drafts, select(Place.id, Place.code)
    ),
    FeedKind.GUARDIAN: KindOfFeed(
        "Vertretung in der Kindertagespflege",
        substitution_drafts,
        select(Guardian.id, Guardian.code),
    ),
    FeedKind.AREA: KindOfFeed(
        "Vertretungen {name}", substitution_drafts, select(Area.id, Area.name)
    ),
    FeedKind.COACH: KindOfFeed(
        "Meine Begleitungen", programme_drafts, select(Coach.id, Coach.code)
    ),
    FeedKind.KINDERGARTEN: KindOfFeed(
        "Prozessbegleitung der Kita",
        programme_drafts,
        select(Kindergarten.id, Kindergarten.code),
    ),
    FeedKind.COUNTY: KindOfFeed(
        "Prozessbegleitung {name}", programme_drafts, select(Area.id, Area.name)
    ),
    FeedKind.HOST: KindOfFeed("Konsultationsbesuche", programme_drafts, _HOSTS),
    FeedKind.CLUSTER: KindOfFeed(
        "Werkstattreihe {name}", programme_drafts, select(Cluster.id, Cluster.name)
    ),
}


def calendar_name(kind: FeedKind, name: str) -> str:
    """Name of a feed; ``name`` is shown by those that are named after something."""
    return FEEDS[kind].title.format(name=name)
