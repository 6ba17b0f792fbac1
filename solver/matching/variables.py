"""The decisions as variables: a pair is chosen, with so many half-hours on top.

An engagement of ``min + extra`` half-hours is one 0-1 variable and one integer; that
is far smaller than a variable per number of hours and its relaxation as tight.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from solver.linear import LinearModel, Var
from solver.matching.problem import CoachId, CountyId, Engagement, KindergartenId


@dataclass(frozen=True, slots=True)
class Choice:
    """A pair that may be chosen: with the fewest half-hours, and the extra ones.

    ``extra`` is ``None`` where nothing can be added.
    """

    least: Engagement
    most_half_hours: int
    county: CountyId
    chosen: Var
    extra: Var | None

    def terms(self, fixed: int, per_half_hour: int) -> tuple[tuple[Var, int], ...]:
        """A linear price: ``fixed`` for the least engagement, then per half-hour."""
        if self.extra is None or not per_half_hour:
            return ((self.chosen, fixed),)
        return (self.chosen, fixed), (self.extra, per_half_hour)


class MatchingVariables:
    """All choices, by kindergarten and by coach."""

    def __init__(self, model: LinearModel, choices: Sequence[Choice]) -> None:
        self.model = model
        self.choices = tuple(choices)
        self.of_kindergarten: dict[KindergartenId, list[Choice]] = defaultdict(list)
        self.of_coach: dict[CoachId, list[Choice]] = defaultdict(list)
        self.of_county: dict[CountyId, list[Choice]] = defaultdict(list)
        for choice in self.choices:
            self.of_kindergarten[choice.least.kindergarten].append(choice)
            self.of_coach[choice.least.coach].append(choice)
            self.of_county[choice.county].append(choice)
