"""Persons to store."""

from service.db.tables.people import Person
from service.domain.kinds import PersonKind


def make_person(code: str) -> Person:
    """A childminder, not yet stored."""
    return Person(
        code=code,
        kind=PersonKind.CHILDMINDER,
        given_name="Anna",
        family_name=code,
        sort_key=code,
    )
