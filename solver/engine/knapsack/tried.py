"""A tier's part while it is worked on."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from solver.engine.certificate import Certificate
from solver.engine.parts import Part

#: Told of a part that got better values.
Take = Callable[["Tried"], None]


def leave(_: "Tried") -> None:
    """Nobody needs to be told."""


@dataclass(slots=True)
class Tried:
    """A tier's part while it is worked on: best values, and a bound of its share.

    ``values`` are only changed by its own methods: what they cost is kept. ``enough``
    is what is good enough, where that is more than the bound; less than ``weight`` is
    next to nothing.
    """

    part: Part
    costs: Mapping[int, int]
    proof: Certificate
    values: list[int]
    bound: int
    enough: int | None = None
    weight: int = 1
    _value: int | None = field(default=None, init=False)

    @property
    def value(self) -> int:
        """What the part's variables contribute."""
        if self._value is None:
            self._value = self.worth(self.part.variables)
        return self._value

    @property
    def proven(self) -> bool:
        """Whether nothing can be better, or nothing has to be."""
        return self.value <= (self.bound if self.enough is None else self.enough)

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
        self._value = None
        return True

    def take_all(self, values: list[int]) -> None:
        """Take other values of everything, if they are better."""
        if self.worth(self.part.variables, values) < self.value:
            self.go_to(values)

    def go_to(self, values: list[int]) -> None:
        """Have other values of everything, whatever they cost."""
        self.values = values
        self._value = None


class Handover:
    """Parts that got better values, handed from one thread to another.

    Called in the one, and emptied in the other.
    """

    def __init__(self, take: Take) -> None:
        self._take = take
        self._better: deque[Tried] = deque()

    def __call__(self, tried: Tried) -> None:
        """Hand a part over as it is now."""
        self._better.append(replace(tried, values=list(tried.values)))

    def empty(self) -> None:
        """Take all that came."""
        while self._better:
            self._take(self._better.popleft())
