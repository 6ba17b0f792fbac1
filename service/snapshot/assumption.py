"""What is taken for granted about who is away, instead of what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain.spans import Span
from service.snapshot.absences import Absences
from service.snapshot.people import PersonRow
from service.snapshot.standing import Standing


@dataclass(frozen=True, slots=True)
class Assumption:
    """Absences and what stands, as stored."""

    def absences(
        self,
        stored: Absences,
        people: Mapping[UUID, PersonRow],  # noqa: ARG002 - others need to know whom
    ) -> Absences:
        """Who is away when."""
        return stored

    def standing(self, stored: Standing) -> Standing:
        """What was published or arranged."""
        return stored


AS_STORED = Assumption()
NOBODY_AWAY = Absences({}, {}, {})


@dataclass(frozen=True, slots=True)
class EverybodyAway(Assumption):
    """Everybody is away from one day to another; all children want their care.

    Nothing is published, arranged or declined: an ordinary week, seen from before.
    """

    first_day: date
    last_day: date

    def absences(self, stored: Absences, people: Mapping[UUID, PersonRow]) -> Absences:  # noqa: ARG002 - what is stored of absences does not count
        """Each person, for the whole of each day; no child, no word of a guardian."""
        return Absences(
            of_person={
                person: [Span(person, self.first_day, self.last_day)]
                for person in people
            },
            of_child={},
            wishes={},
        )

    def standing(self, stored: Standing) -> Standing:  # noqa: ARG002 - nothing stands
        """Nothing."""
        return Standing(publications={}, assignments=(), arrangements=())
