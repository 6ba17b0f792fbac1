"""What people and money cost a team, in whole numbers: multipliers of a relaxation."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from solver.pairing.cover import Cover
from solver.pairing.problem import PersonId, Team

#: Parts of a child-hour: multipliers are rounded to them, so proofs are exact.
PARTS = 1 << 16
#: Multipliers of a cent are smaller.
CENT_PARTS = 1 << 32


@dataclass(frozen=True)
class Prices:
    """Multipliers of every person and of the budget; none is negative.

    ``of_person`` is in parts of a child-hour, ``of_cent`` in parts of such parts.
    """

    of_person: Mapping[PersonId, int]
    of_cent: int

    @cached_property
    def _cent_shift(self) -> int:
        return CENT_PARTS // PARTS

    def money(self, cents: int) -> int:
        """What so many cents are worth, rounded down."""
        return cents * self.of_cent // self._cent_shift

    def total(self, budget_cents: int) -> int:
        """Parts of child-hours that no teams beat if none has a surplus."""
        return sum(self.of_person.values()) + self.money(budget_cents) + 1

    def surplus(self, cover: Cover, team: Team, bonus: int = 0) -> int:
        """By how much a team is worth more than what it takes, in parts.

        Rounded up, as far as money goes, by less than one part.
        """
        taken = sum(self.of_person.get(person, 0) for person in team.people)
        worth = (cover.hours(team) + bonus) * PARTS
        return worth - taken - self.money(cover.index.cents(team))
