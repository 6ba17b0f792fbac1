"""By which model an absent person's substitution was agreed on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain.kinds import Model

NO_AGREEMENT = "none"
SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A person is substituted by a model; days inclusive."""

    person_id: UUID
    model: Model
    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it was agreed on the day."""
        return self.valid_from <= day and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Agreements:
    """All agreements by the person who is substituted."""

    of_person: Mapping[UUID, tuple[Agreement, ...]]

    def model(self, person: UUID, day: date) -> str:
        """The model, ``SEVERAL`` where there are different ones, or none."""
        models = {
            each.model for each in self.of_person.get(person, ()) if each.holds_on(day)
        }
        if len(models) > 1:
            return SEVERAL
        return next(iter(models), NO_AGREEMENT)


def agreements_of(rows: Iterable[Agreement]) -> Agreements:
    """Sort agreements by person."""
    found: dict[UUID, tuple[Agreement, ...]] = {}
    for row in rows:
        found[row.person_id] = (*found.get(row.person_id, ()), row)
    return Agreements(found)
