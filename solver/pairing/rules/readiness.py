"""Rule 4: people form the kinds of teams they are ready for."""

from solver.pairing.cover import Cover
from solver.pairing.kinds import PersonRule
from solver.pairing.problem import PersonId, TeamKind
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class Readiness(PersonRule[NoParameters]):
    """The season plans the kind, and the person is ready for it."""

    info = RuleInfo(
        id=RuleId("team-readiness"),
        number=4,
        title="Niemand wird Teil eines Teams, wozu er nicht bereit ist",
        source=AgreementSource("Angaben der Kindertagespflegeperson"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} steht für ein Team dieser Art nicht zur Verfügung: {team_kind}."
        ),
    )

    def refuse_person(
        self, cover: Cover, kind: TeamKind, person: PersonId
    ) -> Refusal | None:
        """Refuse a kind that she or the season does not want."""
        problem = cover.index.problem
        if kind in problem.kinds & problem.childminders[person].kinds:
            return None
        return self.refusal(person=person, team_kind=kind.value)
