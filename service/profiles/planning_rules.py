"""A resolved profile, and the numbers by which the service derives a problem."""

from dataclasses import dataclass

from service.domain.familiarity import Thresholds
from solver.profile import RuleProfile


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """An absence without an end counts for so many working days from today on."""

    working_days: int = 5

    def __post_init__(self) -> None:
        """Refuse less than a day."""
        if self.working_days < 1:
            raise ValueError("working_days muss mindestens 1 sein.")


@dataclass(frozen=True, slots=True)
class FairnessWindow:
    """Days before the plan whose published minutes count for fairness."""

    days: int = 28

    def __post_init__(self) -> None:
        """Refuse a negative window."""
        if self.days < 0:
            raise ValueError("days ist nie negativ.")


@dataclass(frozen=True, slots=True)
class PlanningRules:
    """Everything a snapshot and a plan need to know of the rules."""

    profile: RuleProfile
    familiarity: Thresholds
    open_end: OpenEnd
    fairness: FairnessWindow


#: Settings that shape the problem, beside the rules of the solver.
DERIVATIONS = {
    "familiarity-state": Thresholds,
    "open-end": OpenEnd,
    "fairness-window": FairnessWindow,
}
