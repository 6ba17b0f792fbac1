"""What looking at a Kita year can be asked."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from service.studies.parameters import refusal
from solver.exchange.forms import said
from solver.exchange.values import Count
from solver.json_values import Fault

FIRST_MONTH = 8
MOST_YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class YearParameters:
    """Ein Kita-Jahr vom 1. August bis zum 31. Juli, soweit es noch kommt."""

    year: Count | None = said(
        "Das Jahr, in dem das Kita-Jahr beginnt; sonst das laufende Kita-Jahr.", None
    )
    keep_familiarity: bool = said(
        "Ob Kinder das ganze Jahr so vertraut bleiben, wie sie es heute sind.",
        True,  # noqa: FBT003 - a default, as in a dataclass
    )
    renew_proofs: bool = said(
        "Ob Erlaubnisse und Nachweise, die ablaufen, als verlängert gelten.",
        True,  # noqa: FBT003 - a default, as in a dataclass
    )

    def days(self, now: datetime, time_zone: str) -> tuple[date, date]:
        """First and last day that are looked at; what is past is left out.

        Raises
        ------
        InvalidInput
            If the year is over, or lies too far ahead.
        """
        today = now.astimezone(ZoneInfo(time_zone)).date()
        current = today.year - (today.month < FIRST_MONTH)
        year = current if self.year is None else self.year
        if not current <= year <= current + MOST_YEARS_AHEAD:
            raise refusal(
                Fault(
                    "/year",
                    f"Das Kita-Jahr beginnt {current} bis {current + MOST_YEARS_AHEAD};"
                    " vergangene Jahre werden nicht untersucht.",
                )
            )
        first = date(year, FIRST_MONTH, 1)
        return max(first, today), date(year + 1, FIRST_MONTH - 1, 31)
