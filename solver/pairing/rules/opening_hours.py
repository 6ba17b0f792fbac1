"""Rule 7: the hours of two who stand in for each other fit."""

from dataclasses import dataclass

from solver.pairing.cover import Cover
from solver.pairing.kinds import BetweenRule
from solver.pairing.problem import PersonId
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class HoursShared:
    """Least share of the children's hours in which the other is there, in percent."""

    least_percent: int = 50


class OpeningHours(BetweenRule[HoursShared]):
    """Each is there for most of the hours that the other's children need.

    A floater only comes to them, so only her hours are looked at.
    """

    info = RuleInfo(
        id=RuleId("team-hours"),
        number=7,
        title="Die Öffnungszeiten im Team passen zusammen",
        source=Practice("Vertretung soll den Betreuungstag abdecken"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{other} ist nur in {percent} % der Stunden da, die die Kinder von {person}"
            " brauchen (mindestens: {least_percent} %)."
        ),
    )
    parameters_type = HoursShared

    def refuse_between(
        self, cover: Cover, one: PersonId, other: PersonId
    ) -> Refusal | None:
        """Refuse two of whom one is mostly closed when the other's children come."""
        both = [(one, other)]
        if other in cover.index.problem.childminders:
            both.append((other, one))
        for absent, host in both:
            percent = cover.index.percent_open(absent, host)
            if percent < self.parameters.least_percent:
                return self.refusal(
                    person=absent,
                    other=host,
                    percent=percent,
                    least_percent=self.parameters.least_percent,
                )
        return None
