"""Rule 3: nobody looks after others' children without a permit."""

from solver.facts import iso
from solver.pairing.cover import Cover
from solver.pairing.kinds import PersonRule
from solver.pairing.problem import PersonId, TeamKind
from solver.rule import (
    Binding,
    LegalSource,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day


class PermitAtStart(PersonRule[NoParameters]):
    """The permit is valid when the season begins.

    Where it ends within the season, its holder counts until then and no longer.
    """

    info = RuleInfo(
        id=RuleId("permit-at-start"),
        number=3,
        title="Wer einem Team angehört, hat zu Beginn eine Pflegeerlaubnis",
        source=LegalSource("SGB VIII", "§ 43 Abs. 1"),
        binding=Binding.LAW,
        applies_to=PersonGroup.PERMIT_HOLDERS,
        sentence=(
            "Die Pflegeerlaubnis von {person} reicht nur bis {last_day}; am {day}"
            " beginnt die Zeit der Teams."
        ),
    )

    def refuse_person(
        self,
        cover: Cover,
        kind: TeamKind,  # noqa: ARG002 - the law knows no kinds of teams
        person: PersonId,
    ) -> Refusal | None:
        """Refuse whoever has none any more on the first day."""
        problem = cover.index.problem
        until = problem.childminders[person].permit_until
        if until is None or until >= problem.first_day:
            return None
        return self.refusal(
            person=person, last_day=iso(Day(until)), day=iso(problem.first_day)
        )
