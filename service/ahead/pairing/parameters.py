"""What pairing a season can be asked."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from service.studies.parameters import refusal
from solver.exchange.forms import said
from solver.exchange.values import Count
from solver.json_values import Fault
from solver.pairing.problem import Sickness, TeamKind
from solver.pairing.rules import DEFAULT_TIERS
from solver.profile import Level, Parameter, RuleProfile, RuleSetting
from solver.rule import AgreementSource, RuleId

FIRST_MONTH = 8
MOST_YEARS_AHEAD = 2
#: Most a parameter may be: draws, sick days, minutes of way, percent, euros.
MOST_DRAWS, MOST_SICK_DAYS, MOST_MINUTES, ALL, MOST_EUROS = 50, 60, 60, 100, 10**8
CENTS = 100
_SOURCE = AgreementSource("Angaben zur Untersuchung")


@dataclass(frozen=True, slots=True)
class PairingParameters:
    """Wer im nächsten Kita-Jahr mit wem ein Team bilden sollte."""

    year: Count | None = said(
        "Das Jahr, in dem das Kita-Jahr beginnt; sonst das nächste.", None
    )
    tandems_only: bool = said("Nur Tandems bilden, keine größeren Teams.", False)  # noqa: FBT003 - a default, as in a dataclass
    budget_euros: Count | None = said(
        "Jahresbudget für Freihalteplätze in Euro; sonst das für das Kita-Jahr"
        " hinterlegte (für ein Gebiet: 0).",
        None,
    )
    held_place_euros: Count | None = said(
        "Was ein Freihalteplatz im Jahr kostet, in Euro; sonst wie hinterlegt, sonst"
        " 3600 (Annahme).",
        None,
    )
    free_places_stay: bool = said(
        "Ob heute freie Plätze auch ohne Bezahlung frei bleiben.",
        False,  # noqa: FBT003 - a default, as in a dataclass
    )
    way_minutes: Count = said("Längster Weg zwischen zwei Mitgliedern in Minuten.", 8)
    floater_way_minutes: Count = said("Längster Weg einer Vertretungskraft.", 20)
    hours_percent: Count = said(
        "Anteil der Betreuungsstunden, in dem die andere mindestens da ist.", 50
    )
    kept_percent: Count = said(
        "Ab diesem Anteil vertretener Stunden bleibt ein bestehendes Team.", 60
    )
    sick_days: Count = said("Krankheitstage je Person und Jahr (Annahme).", 9)
    draws: Count = said("So viele Jahre mit Krankheitstagen werden ausgelost.", 5)
    together: tuple[str, ...] = said(
        "Kürzel zweier Personen: warum sie nicht in einem Team sind.", ()
    )

    why: str | None = said("Kürzel einer Person: warum sie in ihrem Team ist.", None)

    def check(self) -> None:
        """Refuse numbers that mean nothing.

        Raises
        ------
        InvalidInput
            With every fault at its field.
        """
        ranges = {
            "budget_euros": (0, MOST_EUROS),
            "held_place_euros": (0, MOST_EUROS),
            "way_minutes": (1, MOST_MINUTES),
            "floater_way_minutes": (1, MOST_MINUTES),
            "hours_percent": (0, ALL),
            "kept_percent": (0, ALL + 1),
            "sick_days": (0, MOST_SICK_DAYS),
            "draws": (1, MOST_DRAWS),
        }
        faults = [
            Fault(f"/{name}", f"„{name}“ liegt zwischen {least} und {most}.")
            for name, (least, most) in ranges.items()
            if (value := getattr(self, name)) is not None and not least <= value <= most
        ]
        if self.together and len(set(self.together)) != len(("one", "other")):
            faults.append(
                Fault("/together", "Gefragt wird nach zwei verschiedenen Personen.")
            )
        if faults:
            raise refusal(*faults)

    def days(self, now: datetime, time_zone: str) -> tuple[date, date]:
        """First and last day of the Kita year.

        Raises
        ------
        InvalidInput
            If it has begun already, or lies too far ahead.
        """
        today = now.astimezone(ZoneInfo(time_zone)).date()
        next_one = today.year + (today >= date(today.year, FIRST_MONTH, 1))
        year = next_one if self.year is None else self.year
        if not next_one <= year <= next_one + MOST_YEARS_AHEAD:
            raise refusal(
                Fault(
                    "/year",
                    f"Teams werden für Kita-Jahre geplant, die {next_one} bis"
                    f" {next_one + MOST_YEARS_AHEAD} beginnen.",
                )
            )
        return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31)

    @property
    def kinds(self) -> frozenset[TeamKind]:
        """Which teams may be formed."""
        return frozenset({TeamKind.TANDEM} if self.tandems_only else TeamKind)

    def sickness(self, seed: int) -> Sickness:
        """How sick days are drawn."""
        return Sickness(seed, self.draws, self.sick_days)

    def profile(self, land: str, revision: str) -> RuleProfile:
        """The rules with these numbers."""
        numbers = {
            ("team-ways", "max_minutes"): self.way_minutes,
            ("team-ways", "floater_max_minutes"): self.floater_way_minutes,
            ("team-hours", "least_percent"): self.hours_percent,
            ("good-teams-stay", "covered_percent"): self.kept_percent,
        }
        settings: dict[RuleId, dict[str, Parameter]] = {}
        for (rule, name), value in numbers.items():
            found = settings.setdefault(RuleId(rule), {})
            found[name] = Parameter(value, Level.MUNICIPALITY, _SOURCE)
        return RuleProfile(
            id="teams",
            land=land,
            revision=revision,
            settings={rule: RuleSetting(rule, each) for rule, each in settings.items()},
            tiers=DEFAULT_TIERS,
        )
