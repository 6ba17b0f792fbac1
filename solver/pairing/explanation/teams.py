"""What a team covers, and why somebody is in none."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from solver.pairing.cover import Cover, away_together
from solver.pairing.kinds import RuleSet
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PersonId, Team, TeamKind
from solver.pairing.stairs import total
from solver.rule import Facts, RuleId

#: So many of the nearest are told of.
NEAREST = 5


@dataclass(frozen=True, slots=True)
class TeamReason:
    """What a team is worth in a season, in child-hours of announced and drawn absences.

    ``nobody_left_hours`` are those of days on which all of a team are away at once (in
    a cluster: its floater). ``kept`` says it stands today.
    """

    team: Team
    need_hours: int
    covered_hours: int
    nobody_left_hours: int
    cents: int
    longest_way_minutes: int
    wishes_met: int
    kept: bool


@dataclass(frozen=True, slots=True)
class NotWith:
    """Why two are in no tandem: a rule's refusal, or that others came first.

    ``hours`` is what the tandem would cover, ``cents`` what it would cost, ``instead``
    the other's team.
    """

    other: PersonId
    way_minutes: int | None
    rule: RuleId | None
    facts: Facts
    hours: int | None = None
    cents: int = 0
    instead: Team | None = None


@dataclass(frozen=True, slots=True)
class AloneReason:
    """Somebody without a team, with her nearest colleagues."""

    person: PersonId
    need_hours: int
    nearest: tuple[NotWith, ...]


def team_reasons(cover: Cover, plan: PairingPlan) -> tuple[TeamReason, ...]:
    """What every team of a plan is worth."""
    return tuple(_reason(cover, team) for team in plan.assignments)


def _reason(cover: Cover, team: Team) -> TeamReason:
    index = cover.index
    need = sum(index.need[member] for member in team.members)
    if team.floater:
        two = [(member, team.floater) for member in team.members]
    else:
        two = [(a, b) for a in team.members for b in team.members if a < b]
    wishes = set(index.problem.wishes)
    met = sum(one in team.people and other in team.people for one, other in wishes)
    return TeamReason(
        team=team,
        need_hours=need // index.whole,
        covered_hours=cover.hours(team),
        nobody_left_hours=_nobody_left(cover, team) // index.whole,
        cents=index.cents(team),
        longest_way_minutes=max((index.way(*pair) or 0 for pair in two), default=0),
        wishes_met=met,
        kept=team in index.problem.existing,
    )


def _nobody_left(cover: Cover, team: Team) -> int:
    """Child-minutes of days on which nobody of a team is there."""
    index = cover.index
    floater = team.floater
    gone = index.away[floater] if floater else index.every_day
    steps = 0
    for together in away_together(index, team):
        if together.hosts and not floater:
            continue
        for number, days in enumerate(index.weekdays):
            times = (together.days & days & gone).bit_count()
            wanted = sum(total(index.demand[a][number]) for a in together.absent)
            steps += times * wanted
    return steps * index.step


def alone_reasons(
    cover: Cover, rules: RuleSet, plan: PairingPlan
) -> tuple[AloneReason, ...]:
    """Everybody in no team, with what keeps her from her nearest colleagues."""
    team_of = {person: t for t in plan.assignments for person in t.people}
    found = []
    for person in plan.alone:
        near = [
            not_with(cover, rules, person, other, team_of.get(other))
            for other in _nearest(cover, person)
        ]
        need = cover.index.need[person] // cover.index.whole
        found.append(AloneReason(person, need, tuple(near)))
    return tuple(found)


def _nearest(cover: Cover, person: PersonId) -> Sequence[PersonId]:
    ways = (
        (way, other)
        for other in cover.index.problem.childminders
        if other != person and (way := cover.index.way(person, other)) is not None
    )
    return [other for _, other in nsmallest(NEAREST, ways)]


def not_with(
    cover: Cover, rules: RuleSet, one: PersonId, other: PersonId, instead: Team | None
) -> NotWith:
    """Why two are in no team: the least refused team of both, or who has the other."""
    way = cover.index.way(one, other)
    refusals = []
    for team in small_teams(cover, one, other):
        refusal = rules.refusal(cover, team)
        if refusal is None:
            cents = cover.index.cents(team)
            return NotWith(other, way, None, {}, cover.hours(team), cents, instead)
        refusals.append(refusal)
    first = refusals[0]
    return NotWith(other, way, first.rule, first.facts)


def small_teams(cover: Cover, one: PersonId, other: PersonId) -> Sequence[Team]:
    """The smallest teams of two people, without and with held places."""
    problem = cover.index.problem
    for floater, member in ((one, other), (other, one)):
        if floater in problem.floaters:
            return [Team(TeamKind.CLUSTER, (member,), floater=floater)]
    members = (min(one, other), max(one, other))
    able = tuple(m for m in members if problem.childminders[m].holdable)
    plain = Team(TeamKind.TANDEM, members)
    return [plain, Team(TeamKind.TANDEM, members, able)] if able else [plain]
