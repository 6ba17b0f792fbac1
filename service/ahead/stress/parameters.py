"""What a stress test can be asked."""

from dataclasses import dataclass

from service.studies.parameters import refusal
from solver.exchange.forms import said
from solver.exchange.values import Count
from solver.json_values import Fault
from solver.slots import Day
from solver.stress.problem import SickRates, StressSettings

MOST_DRAWS = 5_000
MONTHS = 12
MOST_SICK_DAYS = 100


@dataclass(frozen=True, slots=True)
class StressParameters:
    """Eine Belastungsprobe: Einzelne, Paare und eine gezogene Grippewelle."""

    week: Day | None = said(
        "Ein Tag der Woche, die als normal gilt; sonst die nächste ohne Feiertag.", None
    )
    pairs: bool = said("Ob je zwei zugleich Fehlende geprüft werden.", True)  # noqa: FBT003 - a default, as in a dataclass
    draws: Count = said("Wie viele Wochen einer Grippewelle gezogen werden.", 1000)
    month: Count = said("Kalendermonat der Grippewelle.", 2)
    sick_days: Count = said("Krankheitstage je Person und Jahr (Annahme).", 9)

    def check(self) -> None:
        """Refuse numbers that mean nothing.

        Raises
        ------
        InvalidInput
            With every fault at its field.
        """
        faults = [*range_faults("draws", self.draws, 0, MOST_DRAWS)]
        faults += range_faults("month", self.month, 1, MONTHS)
        faults += range_faults("sick_days", self.sick_days, 0, MOST_SICK_DAYS)
        if faults:
            raise refusal(*faults)

    def settings(self, seed: int, workers: int) -> StressSettings:
        """As the solver asks; the result is the same for any number of workers."""
        rates = SickRates(days_per_year=self.sick_days)
        return StressSettings(
            pairs=self.pairs,
            draws=self.draws,
            month=self.month,
            rates=rates,
            seed=seed,
            workers=workers,
        )


def range_faults(name: str, value: int, least: int, most: int) -> list[Fault]:
    """A fault where a number lies outside of its range, bounds included in it."""
    if least <= value <= most:
        return []
    return [Fault(f"/{name}", f"„{name}“ liegt zwischen {least} und {most}.")]
