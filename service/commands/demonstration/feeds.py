"""Calendars of everybody the plan touches, as files."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.recipients import Recipient
from service.commands.demonstration.stage import ADDRESSES, Stage
from service.db.tables.children import Guardianship
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.publications import Assignment
from service.domain.kinds import FeedKind, PlaceKind
from service.use_cases.export_feed import export_feeds
from service.use_cases.subscribe_feed import subscribe_feeds


@dataclass(frozen=True, slots=True)
class Address:
    """Whose calendar can be read where."""

    name: str
    address: str


def subscribe_everybody(stage: Stage) -> list[Address]:
    """A calendar for the office and for everybody who takes children."""
    with stage.store.read(stage.tenant_id) as session:
        persons = session.scalars(select(Person).order_by(Person.sort_key)).all()
    wanted = [(Recipient(FeedKind.AREA, stage.tenant_id), "Fachberatung")]
    wanted += [
        (
            Recipient(FeedKind.PERSON, person.id),
            f"{person.given_name} {person.family_name}",
        )
        for person in persons
    ]
    recipients = [recipient for recipient, _name in wanted]
    made = subscribe_feeds(stage.store, stage.actor, recipients, "Demo")
    base = stage.application.settings.base_url
    return [
        Address(name, base + path)
        for (_recipient, name), (_view, path) in zip(wanted, made, strict=True)
    ]


def write_addresses(stage: Stage, addresses: list[Address]) -> Path:
    """The addresses for their holders, readable by this user alone."""
    path = stage.folder / ADDRESSES
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as lines:
        lines.write("Wessen;Adresse\n")
        lines.writelines(f"{each.name};{each.address}\n" for each in addresses)
    return path


def write_feeds(stage: Stage, folder: Path) -> int:
    """One file per substitute, absent person, base and family, and one of all.

    Returns
    -------
    int
        How many were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with stage.store.read(stage.tenant_id) as session:
        recipients = _touched(session)
    recipients.append(Recipient(FeedKind.AREA, stage.tenant_id))
    feeds = export_feeds(stage.store, stage.actor, recipients)
    for name, body in feeds:
        (folder / name).write_bytes(body)
    return len(feeds)


def _touched(session: Session) -> list[Recipient]:
    rows = session.scalars(select(Assignment)).all()
    persons = {row.person_id for row in rows} | {row.absent_person_id for row in rows}
    bases = session.scalars(
        select(Place.id).where(
            Place.kind == PlaceKind.BASE,
            Place.id.in_({row.place_id for row in rows}),
        )
    )
    guardians = session.scalars(
        select(Guardianship.guardian_id).where(
            Guardianship.child_id.in_({row.child_id for row in rows})
        )
    )
    return [
        *(Recipient(FeedKind.PERSON, key) for key in persons),
        *(Recipient(FeedKind.PLACE, key) for key in set(bases)),
        *(Recipient(FeedKind.GUARDIAN, key) for key in set(guardians)),
    ]
