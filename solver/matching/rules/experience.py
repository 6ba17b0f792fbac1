"""Rule 10: whoever begins is accompanied by somebody experienced."""

from dataclasses import dataclass

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement, Stage
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class Parameters:
    """Years of experience asked for, and the stages that ask for them."""

    least_years: int = 2
    stages: tuple[str, ...] = ("start",)

    def __post_init__(self) -> None:
        """Refuse a stage that nobody is in and years below none."""
        for stage in self.stages:
            Stage(stage)
        if self.least_years < 0:
            raise ValueError("least_years ist mindestens 0.")


class ExperiencedAtStart(PairRule[Parameters]):
    """In the start phase a coach has some years of experience."""

    info = RuleInfo(
        id=RuleId("experienced-at-start"),
        number=10,
        title="Erfahrung in der Startphase",
        source=Practice("Erfahrene Begleitungen für Häuser, die beginnen"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hat {years} Jahre Erfahrung; {kindergarten} beginnt und braucht"
            " {limit}."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: MatchingIndex, option: Engagement) -> Refusal | None:
        """Refuse a beginner for a kindergarten that begins."""
        years = index.coach(option).experience_years
        stage = index.kindergarten(option).stage
        least = self.parameters.least_years
        if stage.value not in self.parameters.stages or years >= least:
            return None
        return self.refusal(
            coach=option.coach,
            kindergarten=option.kindergarten,
            years=years,
            limit=least,
        )
