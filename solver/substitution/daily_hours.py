"""How long an employed person may work on a day: numbers of the law, said once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """Working time per day [min], ``extended`` where the average allows it."""

    limit_minutes: int = 480
    extended_minutes: int = 600

    def __post_init__(self) -> None:
        """Refuse limits that are not positive and ascending."""
        if not 0 < self.limit_minutes <= self.extended_minutes:
            raise ValueError("0 < limit_minutes <= extended_minutes muss gelten.")

    def most(self, *, extended: bool) -> int:
        """The limit that holds."""
        return self.extended_minutes if extended else self.limit_minutes
