"""Rule 1: nobody is in two teams."""

from collections import Counter
from collections.abc import Iterable

from solver.pairing.cover import Cover
from solver.pairing.kinds import JointRule
from solver.pairing.problem import Team
from solver.pairing.variables import PairingVariables
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)


class OneTeam(JointRule[NoParameters]):
    """Each childminder and each floater is in one team at most."""

    info = RuleInfo(
        id=RuleId("one-team"),
        number=1,
        title="Jede Person gehört höchstens einem Team an",
        source=Practice("Wer für zwei Teams einspringt, fehlt einem"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{person} wäre in {count} Teams zugleich.",
    )
    indispensable = True

    def post(self, index: Cover, variables: PairingVariables) -> None:  # noqa: ARG002 - who is in a team is in the variables
        """One row per person with more than one team to choose from."""
        for person, teams in variables.of_person.items():
            if len(teams) > 1:
                terms = ((team, 1) for team in teams)
                variables.model.add_at_most(terms, 1, f"Ein Team: {person}")

    def breaches(self, index: Cover, assignments: Iterable[Team]) -> Iterable[Finding]:  # noqa: ARG002 - one shape of all rules
        """People in several teams."""
        counts = Counter(person for team in assignments for person in team.people)
        for person, count in sorted(counts.items()):
            if count > 1:
                yield Finding(self.id, {"person": person, "count": count}, (person,))
