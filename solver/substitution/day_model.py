"""A working day said by variables; several rules bound the same one."""

from dataclasses import dataclass, field

from solver.linear import Var
from solver.slots import DayClock, Slot
from solver.substitution.problem import PlaceId

Term = tuple[Var, int]


@dataclass(slots=True)
class DayModel:
    """A day as segments; per segment the terms that are 1 when it is used so."""

    name: str
    segments: list[Slot]
    clock: DayClock
    charge: list[list[Term]] = field(default_factory=list)
    bound: list[list[Term]] = field(default_factory=list)
    way: list[list[Term]] = field(default_factory=list)

    def work_terms(self) -> tuple[Term, ...]:
        """Real minutes in charge and on the way as terms."""
        return tuple(
            (var, minutes)
            for slot, charge, way in zip(
                self.segments, self.charge, self.way, strict=True
            )
            if (minutes := self.clock.minutes(slot))
            for var, _ in (*charge, *way)
        )


@dataclass(frozen=True, slots=True)
class Way:
    """A way to spend a day, chosen or not: its stays, and the minutes they add."""

    chosen: Var
    stays: frozenset[tuple[PlaceId, Slot]]
    minutes: int
