"""A qualification: lessons, a proof or a capability that a person lacks."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.rule import Facts, Refusal, RuleId, RuleInfo
from solver.substitution.explanation.answers import (
    CHANGE_CAPABILITY,
    CHANGE_LESSONS,
    CHANGE_PROOF,
)
from solver.substitution.explanation.changes.change import (
    Change,
    ChangeKind,
    Kind,
    Lack,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.problem import Credential, Person, PersonId, Problem


class Learn(Kind):
    """Exactly what the refusing rule misses; if it misses two things, it still does."""

    kind = ChangeKind.QUALIFICATION
    answers = frozenset({"qualification", "credentials", "capabilities"})

    def of(self, index: ProblemIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - the refusal says what is missing
        """One change, where a single rule refuses."""
        if len(lack.refusals) != 1:
            return
        option, refusal = lack.option, lack.refusals[0]
        person = index.problem.persons[option.person]
        _, size, info, said = _taught(person, refusal)
        facts = {
            "child": option.child,
            "day": iso(option.day),
            "person": option.person,
            **said,
        }
        alter = partial(_with, person=option.person, refusal=refusal)
        yield Change(
            self.kind,
            size,
            option,
            (option.person, info.id, *sorted(said.items())),
            info.id,
            facts,
            partial(alter, index.problem),
            alter,
        )


def _with(problem: Problem, person: PersonId, refusal: Refusal) -> Problem:
    taught, *_ = _taught(problem.persons[person], refusal)
    return replace(problem, persons={**problem.persons, person: taught})


def _taught(person: Person, refusal: Refusal) -> tuple[Person, int, RuleInfo, Facts]:
    """The person with what she lacked, how much that is, and how it is said."""
    facts = refusal.facts
    if refusal.rule == RuleId("credentials"):
        proof = Credential(str(facts["credential"]))
        taught = replace(person, credentials=(*person.credentials, proof))
        return taught, 1, CHANGE_PROOF, {"credential": proof.kind}
    if refusal.rule == RuleId("capabilities"):
        capability = str(facts["capability"])
        taught = replace(person, capabilities=person.capabilities | {capability})
        return taught, 1, CHANGE_CAPABILITY, {"capability": capability}
    required = int(facts["required_units"])
    missing = required - int(facts["units"])
    ladder = facts["qualification"] == "ladder"
    taught = (
        replace(person, qualification_units=max(required, person.qualification_units))
        if ladder
        else replace(person, inclusion_units=max(required, person.inclusion_units))
    )
    said = {"size": missing, "qualification": facts["qualification"]}
    return taught, missing, CHANGE_LESSONS, said
