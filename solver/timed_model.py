"""A model that refuses to grow once time is up, whichever rule is posting."""

from collections.abc import Iterable

from solver.errors import TimeIsUp
from solver.linear import LinearModel, Var
from solver.result import StopCheck

#: Rows and variables between two looks at the clock.
_STEPS_BETWEEN_LOOKS = 64


class TimedModel(LinearModel):
    """Raises ``TimeIsUp`` instead of growing once ``give_up`` is true."""

    def __init__(self, give_up: StopCheck) -> None:
        super().__init__()
        self._give_up = give_up
        self._steps = 0

    def new_int(self, lower: int, upper: int, name: str) -> Var:
        """Add an integer variable with both bounds inclusive."""
        self._look()
        return super().new_int(lower, upper, name)

    def add_at_most(
        self, terms: Iterable[tuple[Var, int]], upper: int, name: str
    ) -> None:
        """Post ``sum(terms) <= upper``."""
        self._look()
        super().add_at_most(terms, upper, name)

    def _look(self) -> None:
        self._steps += 1
        if self._steps % _STEPS_BETWEEN_LOOKS == 0 and self._give_up():
            raise TimeIsUp


def new_model(give_up: StopCheck | None = None) -> LinearModel:
    """An empty model; one that looks at the clock if somebody may give up."""
    return LinearModel() if give_up is None else TimedModel(give_up)
