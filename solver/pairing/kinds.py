"""The kinds of rules and wishes for teams, and the set a profile makes of them."""

from abc import abstractmethod
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from solver import kinds
from solver.linear import Expression
from solver.pairing.cover import Cover
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PersonId, Team, TeamKind
from solver.pairing.variables import PairingVariables
from solver.rule import P, Refusal


class PairRule(kinds.PairRule[P, Cover, Team]):
    """Says whether a team may be formed at all."""


class PersonRule(PairRule[P]):
    """Says whether somebody may be in a team of a kind, whoever else is."""

    @abstractmethod
    def refuse_person(
        self, cover: Cover, kind: TeamKind, person: PersonId
    ) -> Refusal | None:
        """The reason why a childminder is in no such team."""

    def refuse(self, index: Cover, option: Team) -> Refusal | None:
        """The first reason among the members."""
        refusals = (self.refuse_person(index, option.kind, m) for m in option.members)
        return next((refusal for refusal in refusals if refusal), None)


class BetweenRule(PairRule[P]):
    """Says whether two may be in one team, whoever else is."""

    @abstractmethod
    def refuse_between(
        self, cover: Cover, one: PersonId, other: PersonId
    ) -> Refusal | None:
        """The reason why two are in no team; the second may be a floater."""

    def refuse(self, index: Cover, option: Team) -> Refusal | None:
        """The first reason among all two."""
        pairs = combinations(option.members, 2)
        if option.floater:
            pairs = ((m, option.floater) for m in option.members)  # type: ignore[assignment] # both give pairs
        refusals = (self.refuse_between(index, one, other) for one, other in pairs)
        return next((refusal for refusal in refusals if refusal), None)


class TeamRule(PairRule[P]):
    """Says whether a team as a whole may be formed; it can look at everybody in it."""


class JointRule(kinds.JointRule[P, Cover, Team, PairingVariables]):
    """Says whether teams go together."""


class Wish(kinds.Wish[P, Cover, PairingPlan, PairingVariables]):
    """Says how good teams are; a sum over them, so that columns can be priced."""

    @abstractmethod
    def worth(self, index: Cover, team: Team) -> int:
        """By how much a team changes the wish's value; negative is better."""

    @abstractmethod
    def without(self, index: Cover) -> int:
        """The wish's value where nobody is in a team."""

    def cost(self, index: Cover, variables: PairingVariables) -> Expression:
        """One term per team."""
        worths = ((var, self.worth(index, t)) for t, var in variables.of_team.items())
        terms = tuple((var, worth) for var, worth in worths if worth)
        return Expression(terms, self.without(index))


@dataclass(frozen=True, slots=True)
class RuleSet(kinds.RuleSet[PairRule[Any], JointRule[Any], Wish[Any]]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    def refusal(self, cover: Cover, team: Team) -> Refusal | None:
        """The first reason why a team may not be formed."""
        refusals = (rule.refuse(cover, team) for rule in self.pair)
        return next((refusal for refusal in refusals if refusal), None)
