"""How far a search for teams goes, and what it finds."""

from dataclasses import dataclass, field

from solver.pairing.problem import PersonId, Team, TeamKind
from solver.result import StopCheck

#: Nodes between two looks at the clock.
_STEPS_BETWEEN_LOOKS = 64


def _never() -> bool:
    return False


@dataclass(slots=True)
class Search:
    """How far a search may go, and what it found.

    ``threshold`` is the least surplus that counts [parts]; ``steps`` are nodes left,
    ``most`` teams found at most; ``ended`` is asked now and then whether time is up.
    ``surpluses`` gives per first person what no team of hers exceeds.
    """

    threshold: int
    steps: int
    most: int
    found: list[tuple[int, Team]] = field(default_factory=list)
    surpluses: dict[PersonId, int] = field(default_factory=dict)
    complete: bool = True
    tops: dict[tuple[TeamKind, PersonId], list[int]] = field(default_factory=dict)
    ended: StopCheck = _never

    @property
    def over(self) -> bool:
        """Whether nothing more may be looked at."""
        if self.steps % _STEPS_BETWEEN_LOOKS == 0 and self.ended():
            self.steps = 0
        return self.steps <= 0 or len(self.found) >= self.most
