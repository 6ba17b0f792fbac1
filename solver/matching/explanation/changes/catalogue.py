"""Every single change for a kindergarten but for amounts; there are no others.

Hours of a coach and budget of a county are amounts: how much is asked of the engine,
see ``amounts``.
"""

from collections.abc import Iterator

from solver.explanation.change import offered
from solver.explanation.refusals import refusals_of
from solver.matching.explanation.changes.change import Change, Kind, Lack
from solver.matching.explanation.changes.count import OneMore
from solver.matching.explanation.changes.experience import MoreExperience
from solver.matching.explanation.changes.language import OneLanguage
from solver.matching.explanation.changes.reach import LargerRadius
from solver.matching.explanation.changes.refusal import Withdrawn
from solver.matching.explanation.changes.topic import OneTopic
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import Engagement, Kindergarten

KINDS: tuple[Kind, ...] = (
    LargerRadius(),
    OneMore(),
    Withdrawn(),
    OneLanguage(),
    OneTopic(),
    MoreExperience(),
)


def changes_for(
    index: MatchingIndex, rules: RuleSet, kindergarten: Kindergarten, half_hours: int
) -> tuple[Change, ...]:
    """The catalogue for one kindergarten, in the order of kind, size and ids."""
    lacks = lacks_of(index, rules, kindergarten, half_hours)
    return tuple(
        sorted(
            offered(index, rules, KINDS, lacks),
            key=lambda change: (change.kind, change.size, change.option.coach),
        )
    )


def lacks_of(
    index: MatchingIndex, rules: RuleSet, kindergarten: Kindergarten, half_hours: int
) -> Iterator[Lack]:
    """Every coach, and all that the rules have against her."""
    for coach in index.problem.coaches:
        option = Engagement(kindergarten.id, coach, half_hours)
        yield Lack(option, refusals_of(index, rules, option))
