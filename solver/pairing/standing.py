"""Existing teams that could go on: those that no rule speaks against any more."""

from solver.pairing.cover import Cover
from solver.pairing.index import PairingIndex
from solver.pairing.kinds import RuleSet
from solver.pairing.problem import PairingProblem
from solver.pairing.rules.good_teams_stay import GoodTeamsStay


def cover_of(problem: PairingProblem, rules: RuleSet) -> Cover:
    """What teams of the problem cover, knowing which existing ones could go on.

    Where the budget does not pay for all of them, those that cover the larger share of
    their members' absences come first. Whoever's team cannot go on is free.
    """
    cover = Cover(PairingIndex(problem))
    others = [rule for rule in rules.pair if not isinstance(rule, GoodTeamsStay)]
    left = problem.budget_cents
    standing = []
    taken: set[str] = set()
    for team in sorted(
        set(problem.existing), key=lambda t: (-GoodTeamsStay.percent(cover, t), t)
    ):
        cents = cover.index.cents(team)
        if cents > left or not taken.isdisjoint(team.people):
            continue
        if problem.is_apart(team):
            continue
        if not any(rule.refuse(cover, team) for rule in others):
            standing.append(team)
            taken.update(team.people)
            left -= cents
    cover.standing = tuple(sorted(standing))
    return cover
