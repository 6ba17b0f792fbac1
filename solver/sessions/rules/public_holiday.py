"""Rule 3: no session on a public holiday."""

from solver.rule import (
    Binding,
    LegalSource,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.facts import whose
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import PairRule
from solver.sessions.problem import Visit


class PublicHoliday(PairRule[NoParameters]):
    """The Land of neither the kindergarten nor the coach has a public holiday."""

    info = RuleInfo(
        id=RuleId("public-holiday"),
        number=3,
        title="Keine Termine an gesetzlichen Feiertagen",
        source=LegalSource("ArbZG", "§ 9 Abs. 1"),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Am {day} ist Feiertag ({land}); {coach} kann nicht zu {kindergarten}."
        ),
    )

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a day that is a holiday here or there."""
        lands = (
            index.kindergarten(option.session).land,
            index.coach(option.session).land,
        )
        for land in lands:
            if option.day in index.problem.public_holidays.get(land, ()):
                return self.refusal(**whose(index, option), land=land)
        return None
