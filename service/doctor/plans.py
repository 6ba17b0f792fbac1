"""What is published: nobody twice, every assignment with a publication that stands."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from service.db.tables.children import Child
from service.db.tables.people import Person
from service.db.tables.publications import Assignment, Publication, PublicationDay
from service.domain.kinds import AssignmentState

ACTIVE = (
    AssignmentState.PUBLISHED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
    AssignmentState.DONE,
)


def children_twice(session: Session) -> Iterator[tuple[str, str]]:
    """Children with two active assignments at once."""
    for one, other in _overlaps(_active(session), "child_id"):
        yield (
            "child-twice",
            (
                f"Kind {one.child} ist am {one.day:%d.%m.%Y} zweimal vergeben: "
                f"{_time(one)} bei {one.person} und {_time(other)} bei {other.person}."
            ),
        )


def persons_in_two_places(session: Session) -> Iterator[tuple[str, str]]:
    """Persons with active assignments in two places at once."""
    for one, other in _overlaps(_active(session), "person_id"):
        if one.place_id != other.place_id:
            yield (
                "person-in-two-places",
                (
                    f"{one.person} ist am {one.day:%d.%m.%Y} an zwei Orten zugleich: "
                    f"{_time(one)} bei Kind {one.child} und {_time(other)} bei Kind "
                    f"{other.child}."
                ),
            )


def assignments_without_standing_publication(
    session: Session,
) -> Iterator[tuple[str, str]]:
    """Active assignments whose publication does not stand for their day."""
    standing = {
        row.day: row.publication_id
        for row in session.execute(
            select(PublicationDay.day, PublicationDay.publication_id)
        )
    }
    for row in _active(session):
        if standing.get(row.day) != row.publication_id:
            yield (
                "assignment-not-standing",
                (
                    f"Kind {row.child} ist am {row.day:%d.%m.%Y} bei {row.person}, "
                    "aber nach einer Freigabe, die für diesen Tag nicht gilt."
                ),
            )


def days_without_publication(session: Session) -> Iterator[tuple[str, str]]:
    """Days that stand by a publication that is withdrawn or not about them."""
    rows = session.execute(
        select(
            PublicationDay.day,
            Publication.number,
            Publication.first_day,
            Publication.last_day,
            Publication.withdrawn_at,
        )
        .join(Publication, PublicationDay.publication_id == Publication.id)
        .order_by(PublicationDay.day)
    )
    for row in rows:
        if row.withdrawn_at is not None:
            yield (
                "day-withdrawn",
                (
                    f"Der {row.day:%d.%m.%Y} gilt nach Freigabe {row.number}, die "
                    "zurückgezogen ist."
                ),
            )
        elif not row.first_day <= row.day <= row.last_day:
            yield (
                "day-outside",
                (
                    f"Der {row.day:%d.%m.%Y} gilt nach Freigabe {row.number}, die "
                    "andere Tage betrifft."
                ),
            )


def _active(session: Session) -> list[Row[*tuple[Any, ...]]]:
    """Active assignments with the codes of child and person, by day and start."""
    return list(
        session.execute(
            select(
                Assignment.child_id,
                Assignment.person_id,
                Assignment.place_id,
                Assignment.publication_id,
                Assignment.day,
                Assignment.start_minute,
                Assignment.end_minute,
                Child.code.label("child"),
                Person.code.label("person"),
            )
            .join(Child, Assignment.child_id == Child.id)
            .join(Person, Assignment.person_id == Person.id)
            .where(Assignment.state.in_(ACTIVE))
            .order_by(Assignment.day, Assignment.start_minute, Assignment.id)
        )
    )


def _overlaps(
    rows: Iterable[Row[*tuple[Any, ...]]], whose: str
) -> Iterator[tuple[Row[*tuple[Any, ...]], Row[*tuple[Any, ...]]]]:
    """Pairs of the same ``whose`` and day whose half-open intervals meet."""
    same = attrgetter(whose, "day")
    for _, group in groupby(sorted(rows, key=same), key=same):
        members = list(group)
        for number, one in enumerate(members):
            for other in members[number + 1 :]:
                if (
                    one.start_minute < other.end_minute
                    and other.start_minute < one.end_minute
                ):
                    yield one, other


def _time(row: Row[*tuple[Any, ...]]) -> str:
    """An interval as people write it."""
    start, end = divmod(row.start_minute, 60), divmod(row.end_minute, 60)
    return f"{start[0]}:{start[1]:02}–{end[0]}:{end[1]:02} Uhr"
