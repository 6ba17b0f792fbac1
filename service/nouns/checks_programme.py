"""What the fields of a programme's rows must be together."""

from datetime import datetime
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import Coach, CoachLanguage, CoachTopic
from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenLanguage,
    KindergartenTopic,
)
from service.db.tables.programme import CountyBudget, Topic
from service.db.tables.tenancy import Area
from service.db.tables.visits import ConsultationHostTopic
from service.db.tables.workshops import ClusterMember
from service.domain.kinds import AreaKind
from service.errors import InputFault, InvalidInput
from service.imports.coordinates import is_near_germany
from service.imports.sheets.clusters import LANDS
from service.imports.sheets.shared_programme import LANGUAGES

OfTopic = CoachTopic | KindergartenTopic | ConsultationHostTopic


def check_topic(session: Session, row: OfTopic, now: datetime) -> None:
    """Refuse a topic the programme does not have, before the database does.

    Raises
    ------
    InvalidInput
        With the topics there are.
    """
    del now
    known = sorted(session.scalars(select(Topic.key)))
    if row.topic not in known:
        _refuse("topic", row.topic, known)


def check_language(
    session: Session, row: CoachLanguage | KindergartenLanguage, now: datetime
) -> None:
    """Refuse a language that has no word here.

    Raises
    ------
    InvalidInput
        With the languages there are.
    """
    del session, now
    known = sorted({code for _, code in LANGUAGES.labels})
    if row.language not in known:
        _refuse("language", row.language, known)


def check_land(session: Session, row: ClusterMember, now: datetime) -> None:
    """Refuse a Land that is none: its holidays would not be known.

    Raises
    ------
    InvalidInput
        With the Länder there are.
    """
    del session, now
    _require_land(row.land)


def check_coach(session: Session, row: Coach, now: datetime) -> None:
    """A coach lives in Germany: ways, holidays and fees are made for it.

    Raises
    ------
    InvalidInput
        With the field that leads elsewhere.
    """
    del session, now
    if row.land is not None:
        _require_land(row.land)
    if row.latitude is not None and row.longitude is not None:
        if not is_near_germany(row.latitude, row.longitude):
            _outside("latitude", "Das sind keine Koordinaten in Deutschland.")
    elif row.postcode:
        _outside(
            "postcode",
            "Diese Postleitzahl gibt es in Deutschland nicht; ist sie neu, bitte"
            " Breiten- und Längengrad dazu angeben.",
        )


def check_kindergarten(session: Session, row: Kindergarten, now: datetime) -> None:
    """A kindergarten lies in a county, and in a Land that there is.

    Raises
    ------
    InvalidInput
        With the field that is wrong.
    """
    del now
    _require_county(session, row)
    if row.land is not None:
        _require_land(row.land)


def _require_land(land: str) -> None:
    known = sorted(code for _, code in LANDS.labels)
    if land not in known:
        _refuse("land", land, known)


def _outside(field: str, detail: str) -> NoReturn:
    raise InvalidInput(detail, [InputFault(f"/{field}", detail, "outside-germany")])


def check_budget(session: Session, row: CountyBudget, now: datetime) -> None:
    """A budget is that of a county."""
    del now
    _require_county(session, row)


def _require_county(session: Session, row: Kindergarten | CountyBudget) -> None:
    kind = session.scalar(select(Area.kind).where(Area.id == row.area_id))
    if kind is not AreaKind.COUNTY:
        detail = "Das ist kein Landkreis und keine kreisfreie Stadt."
        raise InvalidInput(detail, [InputFault("/area_id", detail, "not-a-county")])


def _refuse(field: str, value: str, known: list[str]) -> NoReturn:
    detail = f"„{value}“ ist nicht bekannt; möglich sind: {', '.join(known)}."
    raise InvalidInput(detail, [InputFault(f"/{field}", detail, f"unknown-{field}")])
