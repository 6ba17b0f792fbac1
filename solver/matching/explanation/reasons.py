"""Reasons: why this coach, and why a kindergarten has none."""

from collections import Counter
from collections.abc import Iterator, Sequence

from solver.matching.explanation.unserved_reasons import NO_COACH, NOT_CHOSEN
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.options import OptionSet
from solver.matching.plan import EngagementReason, RefusedCoach, Unserved
from solver.matching.problem import (
    CoachId,
    Engagement,
    Kindergarten,
    KindergartenId,
    Month,
)

#: Stands where a reason is about no coach.
NOBODY = CoachId("")


def reasons(
    index: MatchingIndex, options: OptionSet, chosen: Sequence[Engagement]
) -> tuple[EngagementReason, ...]:
    """Why each engagement: facts about the pair and what else was possible."""
    possible = Counter(option.kindergarten for option in options.options)
    minutes = index.minutes_of((*index.problem.fixed, *chosen))
    found: list[EngagementReason] = []
    for engagement in chosen:
        coach = engagement.coach
        months = map(Month, index.kindergarten(engagement).months)
        fullest = max(
            _percent(minutes.get((coach, month), 0), index.capacity(coach, month))
            for month in months
        )
        others = possible[engagement.kindergarten] - 1
        facts = {**_pair(index, engagement), "load": fullest, "others": max(0, others)}
        found.append(EngagementReason(engagement, facts))
    return tuple(found)


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0


def _pair(index: MatchingIndex, engagement: Engagement) -> dict[str, int | str]:
    kindergarten, coach = index.kindergarten(engagement), index.coach(engagement)
    way = index.longest_way(engagement)
    total = sum(kindergarten.topics.values())
    known = sum(
        w for topic, w in kindergarten.topics.items() if coach.topics.get(topic)
    )
    return {
        "coach": coach.id,
        "kindergarten": kindergarten.id,
        "agreed": engagement.half_hours,
        "wished": kindergarten.wished_half_hours,
        "way": "unreachable" if way is None else way.minutes,
        "percent": _percent(known, total) if total else 100,
        "stage_known": "yes" if kindergarten.stage in coach.stages else "no",
        "continuity": _continuity(index, kindergarten, coach.id),
    }


def _continuity(
    index: MatchingIndex, kindergarten: Kindergarten, coach: CoachId
) -> str:
    """Whether the pair goes on, or who accompanied before."""
    if kindergarten.last_coach == coach:
        return "kept"
    if kindergarten.last_coach is None:
        return "first"
    return "parted" if kindergarten.last_coach in index.problem.coaches else "gone"


def unserved(
    index: MatchingIndex,
    rules: RuleSet,
    options: OptionSet,
    chosen: Sequence[Engagement],
) -> tuple[Unserved, ...]:
    """Open kindergartens without a coach, and for every coach why not.

    Who was refused outright is named with the refusing rule. Who had been possible is
    named with the joint rule that would break if she took it on top of the plan with
    the fewest hours, or with the word that the plan chose otherwise.
    """
    served = {engagement.kindergarten for engagement in chosen}
    possible: dict[KindergartenId, list[Engagement]] = {}
    for option in options.options:
        possible.setdefault(option.kindergarten, []).append(option)
    found: list[Unserved] = []
    for kindergarten in index.open:
        if kindergarten.id in served:
            continue
        blocked = (
            breach_with(index, rules, option, chosen) or _not_chosen(option)
            for option in possible.get(kindergarten.id, ())
        )
        refused = (*blocked, *options.refusals[kindergarten.id])
        found.append(Unserved(kindergarten.id, refused or (_no_coach(kindergarten),)))
    return tuple(found)


def breach_with(
    index: MatchingIndex,
    rules: RuleSet,
    option: Engagement,
    chosen: Sequence[Engagement],
) -> RefusedCoach | None:
    """The first joint rule that breaks if the option joins the plan."""
    return next(breaches_with(index, rules, option, chosen), None)


def breaches_with(
    index: MatchingIndex,
    rules: RuleSet,
    option: Engagement,
    chosen: Sequence[Engagement],
) -> Iterator[RefusedCoach]:
    """Each joint rule that breaks if the option joins the plan, by its first breach."""
    county = index.kindergarten(option).county
    near = [
        other
        for other in chosen
        if other.coach == option.coach
        or other.kindergarten == option.kindergarten
        or index.kindergarten(other).county == county
    ]
    for rule in rules.joint:
        before = {_key(finding.facts) for finding in rule.breaches(index, near)}
        for finding in rule.breaches(index, (*near, option)):
            if _key(finding.facts) not in before:
                yield RefusedCoach(option.coach, rule.id, finding.facts)
                break


def _key(facts: object) -> str:
    return repr(facts)


def _not_chosen(option: Engagement) -> RefusedCoach:
    facts = {"coach": option.coach, "kindergarten": option.kindergarten}
    return RefusedCoach(option.coach, NOT_CHOSEN.id, facts)


def _no_coach(kindergarten: Kindergarten) -> RefusedCoach:
    return RefusedCoach(NOBODY, NO_COACH.id, {"kindergarten": kindergarten.id})
