"""A tier's part while it is worked on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from solver.engine.certificate import Certificate
from solver.engine.parts import Part

#: Told of a part that got better values.
Take = Callable[["Tried"], None]


def leave(_: "Tried") -> None:
    """Nobody needs to be told."""


@dataclass(slots=True)
class Tried:
    """A tier's part while it is worked on: best values, and a bound of its share."""

    part: Part
    costs: Mapping[int, int]
    proof: Certificate
    values: list[int]
    bound: int

    @property
    def value(self) -> int:
        """What the part's variables contribute."""
        return self.worth(self.part.variables)

    @property
    def proven(self) -> bool:
        """Whether nothing can be better."""
        return self.value <= self.bound

    def worth(
        self, variables: Sequence[int], values: Sequence[int] | None = None
    ) -> int:
        """What some variables contribute, or would with other values."""
        found = self.values if values is None else values
        return sum(self.costs.get(var, 0) * found[var] for var in variables)

    def take(self, found: Mapping[int, int]) -> bool:
        """Take values that the face admits, if they are better."""
        better = sum(self.costs.get(var, 0) * value for var, value in found.items())
        if better >= self.worth(tuple(found)):
            return False
        for var, value in found.items():
            self.values[var] = value
        return True

    def take_all(self, values: list[int]) -> None:
        """Take other values of everything, if they are better."""
        if self.worth(self.part.variables, values) < self.value:
            self.values = values
