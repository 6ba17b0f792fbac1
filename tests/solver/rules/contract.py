"""What every rule's tests have in common: allows, forbids, at the limit, sentence."""

from dataclasses import replace

from solver.profile import RuleProfile
from solver.rule import Facts, RuleId
from solver.sentences import gaps_of
from solver.substitution.audit import audit_with
from solver.substitution.explanation.reasons import sentence
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import Problem
from solver.substitution.rules import catalogue, load_rules
from tests.solver.build import a_profile

Case = tuple[Problem, list[Option]]


class RuleContract:
    """Inherit, name the rule, and say three cases as (problem, assignments).

    ``allowed`` and ``forbidden`` share their set-up but for the point of the rule;
    ``at_the_limit`` is the last case that still passes.
    """

    rule: str
    profile: RuleProfile = a_profile()
    #: The whole German sentence of the forbidden case.
    says: str

    def allowed(self) -> Case:
        raise NotImplementedError

    def forbidden(self) -> Case:
        raise NotImplementedError

    def at_the_limit(self) -> Case:
        raise NotImplementedError

    def decided(self, case: Case) -> dict[RuleId, Facts]:
        """Rules that the case breaches by what it decides, with their facts."""
        problem, taken = case
        report = audit_with(
            ProblemIndex(problem), load_rules(self.profile), Plan(tuple(taken))
        )
        return {f.rule: f.facts for f in report.findings if f.decided}

    def test_allows(self):
        assert self.decided(self.allowed()) == {}

    def test_forbids_and_nothing_else_does(self):
        assert set(self.decided(self.forbidden())) == {self.rule}

    def test_allows_exactly_at_the_limit(self):
        assert self.decided(self.at_the_limit()) == {}

    def test_says_it_in_german(self):
        facts = self.decided(self.forbidden())[RuleId(self.rule)]
        assert sentence(RuleId(self.rule), facts) == self.says

    def test_sentence_has_a_gap_for_every_fact(self):
        facts = self.decided(self.forbidden())[RuleId(self.rule)]
        info = next(i for i in catalogue() if i.id == self.rule)
        assert gaps_of(info.sentence) == set(facts)

    def test_generated_options_never_breach_alone(self):
        problem, _ = self.forbidden()
        index, rules = ProblemIndex(problem), load_rules(self.profile)
        for option in generate(index, rules).options:
            refused = [r for r in rules.pair if r.refuse(index, option)]
            assert refused == []


def both(problem: Problem, **changes: object) -> Problem:
    """The same problem with some fields changed."""
    return replace(problem, **changes)
