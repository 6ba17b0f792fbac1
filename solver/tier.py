"""What a run proves of one tier, whatever the problem."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TierResult:
    """One tier: its value, the proven lower bound, whether it holds unconditionally.

    ``conditional`` marks a bound that rests on a tier above it that is not proven.
    """

    id: str
    unit: str
    value: int
    bound: int
    conditional: bool = False

    @property
    def proven(self) -> bool:
        """Whether no plan can be better on this tier."""
        return self.value == self.bound and not self.conditional
