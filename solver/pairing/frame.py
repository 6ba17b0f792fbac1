"""Who may be with whom at all: what the rules leave of people and of every two.

Teams are only ever looked for within it; whether a team as a whole is passed is asked
of each one that is found. So what is proven over the frame holds for all teams.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import Any

from solver.pairing.cover import Cover
from solver.pairing.kinds import BetweenRule, PairRule, PersonRule, RuleSet
from solver.pairing.problem import PersonId, Team, TeamKind
from solver.pairing.rules.good_teams_stay import GoodTeamsStay
from solver.pairing.rules.held_places import HeldPlaces
from solver.pairing.rules.near_enough import NearEnough
from solver.pairing.rules.team_size import TeamSize

_TWO = 2


@dataclass(frozen=True)
class Frame:
    """What remains: people by kind of team, neighbours, teams that stay.

    ``near`` gives everybody's possible partners in order, ``reached`` the childminders
    whom a floater may look after.
    """

    cover: Cover
    rules: RuleSet
    ready: Mapping[TeamKind, frozenset[PersonId]]
    near: Mapping[PersonId, tuple[PersonId, ...]]
    reached: Mapping[PersonId, tuple[PersonId, ...]]
    staying: tuple[Team, ...]

    def sizes(self, kind: TeamKind) -> tuple[int, int]:
        """Fewest and most members of a kind."""
        return self._rule_of_sizes.sizes(kind)

    @property
    def _rule_of_sizes(self) -> TeamSize:
        return next(rule for rule in self.rules.pair if isinstance(rule, TeamSize))

    def holding(self, kind: TeamKind, person: PersonId) -> tuple[bool, ...]:
        """Whether somebody may be in such a team without holding a place, and with."""
        known = self._holding.get((kind, person))
        if known is None:
            known = self._holding[kind, person] = self._asked(kind, person)
        return known

    def _asked(self, kind: TeamKind, person: PersonId) -> tuple[bool, ...]:
        rule = next(rule for rule in self.rules.pair if isinstance(rule, HeldPlaces))
        may = rule.may_hold(self.cover, kind, person)
        problem = self.cover.index.problem
        cents = problem.childminders[person].held_place_cents if may else 0
        may = may and cents <= problem.budget_cents
        return (*(() if rule.must_hold(kind) else (False,)), *((True,) if may else ()))

    def without(self, people: Collection[PersonId]) -> "Frame":
        """The same without some people."""
        ready = {kind: ready - frozenset(people) for kind, ready in self.ready.items()}
        staying = tuple(t for t in self.staying if not set(t.people) & set(people))
        reached = {f: near for f, near in self.reached.items() if f not in people}
        return replace(self, ready=ready, reached=reached, staying=staying)

    def passes(self, team: Team) -> bool:
        """Whether the rules pass a team of people the frame has together."""
        if self.cover.index.problem.is_apart(team):
            return False
        return not any(rule.refuse(self.cover, team) for rule in self._of_teams)

    @cached_property
    def _of_teams(self) -> tuple[PairRule[Any], ...]:
        """Rules that look at a team as a whole."""
        return tuple(
            rule
            for rule in self.rules.pair
            if not isinstance(rule, PersonRule | BetweenRule)
        )

    @cached_property
    def _holding(self) -> dict[tuple[TeamKind, PersonId], tuple[bool, ...]]:
        """Answers of ``holding``, each asked once."""
        return {}

    def tandems(self) -> Iterator[Team]:
        """Every tandem that the rules pass."""
        ready = self.ready[TeamKind.TANDEM]
        pairs = [
            (one, other)
            for one, others in self.near.items()
            if one in ready
            for other in others
            if one < other and other in ready
        ]
        self._learn(pairs)
        for one, other in pairs:
            yield from self._of_two(one, other)

    def _learn(self, pairs: Sequence[tuple[PersonId, PersonId]]) -> None:
        """Let what two cover for each other be counted for all pairs at once."""
        both = (*pairs, *((other, one) for one, other in pairs))
        for held in (False, True):
            asked = [
                (absent, host)
                for absent, host in both
                if held in self.holding(TeamKind.TANDEM, host)
            ]
            self.cover.potentials.learn(asked, held=held)

    def _of_two(self, one: PersonId, other: PersonId) -> Iterator[Team]:
        kind = TeamKind.TANDEM
        choices = product(self.holding(kind, one), self.holding(kind, other))
        for here, there in choices:
            held = [p for p, holds in ((one, here), (other, there)) if holds]
            team = Team(kind, (one, other), tuple(held))
            if self.passes(team):
                yield team


def framed(cover: Cover, rules: RuleSet) -> Frame:
    """The frame of a problem."""
    problem = cover.index.problem
    stay = next((r for r in rules.pair if isinstance(r, GoodTeamsStay)), None)
    stays = stay.staying(cover) if stay else {}
    staying = tuple(
        team for team in sorted(set(stays.values())) if not rules.refusal(cover, team)
    )
    free = [person for person in problem.childminders if person not in stays]
    by_person = [rule for rule in rules.pair if isinstance(rule, PersonRule)]
    ready = {
        kind: frozenset(
            person
            for person in free
            if not any(rule.refuse_person(cover, kind, person) for rule in by_person)
        )
        for kind in TeamKind
    }
    some = frozenset().union(*ready.values())
    floaters = [floater for floater in problem.floaters if floater not in stays]
    near: dict[PersonId, set[PersonId]] = defaultdict(set)
    reached: dict[PersonId, set[PersonId]] = defaultdict(set)
    between = [rule for rule in rules.pair if isinstance(rule, BetweenRule)]
    for one, other in _candidates(rules, cover, sorted(some), floaters):
        if any(rule.refuse_between(cover, one, other) for rule in between):
            continue
        if other in problem.floaters:
            reached[other].add(one)
        else:
            near[one].add(other)
            near[other].add(one)
    return Frame(cover, rules, ready, _sorted(near), _sorted(reached), staying)


def _candidates(
    rules: RuleSet,
    cover: Cover,
    people: list[PersonId],
    floaters: list[PersonId],
) -> Iterable[tuple[PersonId, PersonId]]:
    """Every two who could pass; where ways count, only those with one short enough."""
    near = next((rule for rule in rules.pair if isinstance(rule, NearEnough)), None)
    if near is None:
        return (*combinations(people, 2), *product(people, floaters))
    limits = near.parameters
    minders, drivers = frozenset(people), frozenset(floaters)
    found = set()
    for (one, other), way in cover.index.problem.ways.items():
        if one in minders and other in minders:
            if way <= limits.max_minutes and one != other:
                found.add((one, other) if one < other else (other, one))
        elif way > limits.floater_max_minutes:
            continue
        elif one in minders and other in drivers:
            found.add((one, other))
        elif one in drivers and other in minders:
            found.add((other, one))
    return found


def _sorted(
    table: Mapping[PersonId, set[PersonId]],
) -> Mapping[PersonId, tuple[PersonId, ...]]:
    return {person: tuple(sorted(table[person])) for person in sorted(table)}
