"""What a ranking of changes can be asked, and what changes are taken to cost."""

from dataclasses import dataclass

from service.ahead.stress.parameters import (
    MONTHS,
    MOST_DRAWS,
    MOST_SICK_DAYS,
    range_faults,
)
from service.studies.parameters import refusal
from solver.exchange.forms import said
from solver.exchange.values import Cents, Count
from solver.json_values import Fault
from solver.slots import Day
from solver.stress.problem import SickRates
from solver.whatif.problem import CostRates, Order, WhatIfSettings

MINUTES_PER_HOUR = 60
MOST_HOURS = 40
WORKING_DAYS = 250
WEEKS = 52
MOST_STEP = 60
MOST_POSTS = 3


@dataclass(frozen=True, slots=True)
class WhatIfParameters:
    """Welche Maßnahme dem Netz am meisten hilft."""

    week: Day | None = said(
        "Ein Tag der Woche, die als normal gilt; sonst die nächste ohne Feiertag.", None
    )
    order: Order = said(
        "Wonach geordnet wird: „hours“ nach gedeckten Kinderstunden, „cost“ nach"
        " Kosten je gedeckter Kinderstunde.",
        Order.HOURS,
    )
    draws: Count = said(
        "Wie viele Wochen der Grippewelle gezogen werden: die ersten derselben"
        " Ziehung wie in der Belastungsprobe.",
        50,
    )
    month: Count = said("Kalendermonat der Grippewelle.", 2)
    sick_days: Count = said("Krankheitstage je Person und Jahr (Annahme).", 9)
    absence_days: Count = said(
        "Tage im Jahr, an denen jemand fehlt: 28 Urlaub, 9 Krankheit, 3 Fortbildung"
        " (Annahme).",
        40,
    )
    wave_weeks: Count = said("Wochen einer Grippewelle im Jahr (Annahme).", 8)
    floater_hours: tuple[Count, ...] = said(
        "Wochenstunden der Stellen, die versucht werden.", (20, 30), most=MOST_POSTS
    )
    extra_way_step: Count = said("Minuten, die Familien weiter führen.", 5)
    employed_cents_per_hour: Cents = said(
        "Arbeitgeberkosten einer Arbeitsstunde (Annahme).", 2_600
    )
    held_place_cents_per_month: Cents = said(
        "Pauschale eines Freihalteplatzes; Quellen nennen keine, üblich sind 150 bis"
        " 450 Euro (Annahme: die Mitte).",
        30_000,
    )
    rooms_cents_per_month: Cents = said(
        "Warmmiete eines Stützpunkts (Annahme).", 120_000
    )
    course_cents: Cents = said(
        "Kosten einer Qualifizierung, auf fünf Jahre verteilt (Annahme).", 150_000
    )
    child_hour_cents: Cents = said(
        "Entgelt für eine Kinderstunde einer Selbständigen (Hilden 2022).", 524
    )

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
        faults += range_faults("absence_days", self.absence_days, 0, WORKING_DAYS)
        faults += range_faults("wave_weeks", self.wave_weeks, 0, WEEKS)
        faults += range_faults("extra_way_step", self.extra_way_step, 0, MOST_STEP)
        if not all(1 <= hours <= MOST_HOURS for hours in self.floater_hours):
            told = f"Eine Stelle hat zwischen 1 und {MOST_HOURS} Wochenstunden."
            faults.append(Fault("/floater_hours", told))
        if faults:
            raise refusal(*faults)

    def settings(self, seed: int) -> WhatIfSettings:
        """As the solver asks."""
        return WhatIfSettings(
            absence_days_per_year=self.absence_days,
            draws=self.draws,
            month=self.month,
            wave_weeks_per_year=self.wave_weeks,
            rates=SickRates(days_per_year=self.sick_days),
            seed=seed,
            floater_weekly_minutes=tuple(
                MINUTES_PER_HOUR * hours for hours in self.floater_hours
            ),
            extra_way_step_minutes=self.extra_way_step,
            order=self.order,
        )

    def rates(self) -> CostRates:
        """What changes cost."""
        return CostRates(
            employed_cents_per_hour=self.employed_cents_per_hour,
            held_place_cents_per_month=self.held_place_cents_per_month,
            rooms_cents_per_month=self.rooms_cents_per_month,
            course_cents=self.course_cents,
            child_hour_cents=self.child_hour_cents,
        )
