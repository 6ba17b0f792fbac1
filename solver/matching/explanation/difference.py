"""What changed since an earlier matching, kindergarten by kindergarten, and why.

Every reason is a fact of the two problems, a rule asked again on the new one, or the
new plan solved again with the old pair fixed; none is guessed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.priced import keeping_statement
from solver.explanation.refusals import refusals_of
from solver.explanation.statements import Statement
from solver.matching.explanation.basis import Basis
from solver.matching.explanation.cost import Cost
from solver.matching.explanation.difference_answers import (
    CHANGED_COACH,
    CHANGED_HOURS,
    COACH_GONE,
    FREED_ELSEWHERE,
    KINDERGARTEN_GONE,
    KINDERGARTEN_NEW,
    NOTHING_CHANGED,
    NOW_FIXED,
    NOW_POSSIBLE,
    NOW_REFUSED,
    PAIR_ENDED,
    PAIR_NEW,
    WISHES_CHANGED,
)
from solver.matching.explanation.forcing import force
from solver.matching.problem import Engagement, KindergartenId
from solver.result import SolveLimits
from solver.rule import Facts


class ChangeOf(StrEnum):
    """How a kindergarten's engagement differs between two plans."""

    KEPT = "kept"
    COACH = "coach"
    HOURS = "hours"
    NEW = "new"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Difference:
    """One engagement before and after; ``cost`` where the old pair was solved again."""

    change: ChangeOf
    kindergarten: KindergartenId
    before: Engagement | None
    after: Engagement | None
    cost: Cost | None
    statements: tuple[Statement, ...]


_Reasons = tuple[tuple[Statement, ...], Cost | None]


def differences(
    old: Basis, new: Basis, limits: SolveLimits = ANSWER_LIMITS
) -> tuple[Difference, ...]:
    """Every engagement of either plan, fixed ones included, by kindergarten.

    Both are of the same codes.

    Parameters
    ----------
    limits
        Of each pair that has to be solved again.
    """
    before, after = _engagements(old), _engagements(new)
    return tuple(
        _difference((old, new), id_, (before.get(id_), after.get(id_)), limits)
        for id_ in sorted(before.keys() | after.keys())
    )


def difference_statements(found: Iterable[Difference]) -> tuple[Statement, ...]:
    """All that changed, in words; that nothing did, where nothing did."""
    said = tuple(statement for one in found for statement in one.statements)
    return said or (Statement(NOTHING_CHANGED.id, {}),)


def _engagements(basis: Basis) -> dict[KindergartenId, Engagement]:
    return {**basis.index.fixed_of, **basis.taken}


def _difference(
    plans: tuple[Basis, Basis],
    id_: KindergartenId,
    pair: tuple[Engagement | None, Engagement | None],
    limits: SolveLimits,
) -> Difference:
    old, new = plans
    before, after = pair
    if after is None and before is not None:
        said, cost = _why_ended(new, before, limits)
        facts = {"kindergarten": id_, "coach": before.coach}
        said = (Statement(PAIR_ENDED.id, facts), *said)
        return Difference(ChangeOf.ENDED, id_, before, None, cost, said)
    if before is None and after is not None:
        facts = {"kindergarten": id_, "coach": after.coach}
        reasons = (Statement(PAIR_NEW.id, facts), *_why_new(old, new, after))
        return Difference(ChangeOf.NEW, id_, None, after, None, reasons)
    if before is None or after is None or before == after:
        return Difference(ChangeOf.KEPT, id_, before, after, None, ())
    if before.coach == after.coach:
        said = tuple(_why_hours(plans, before, after))
        return Difference(ChangeOf.HOURS, id_, before, after, None, said)
    facts = {"kindergarten": id_, "coach": after.coach, "chosen": before.coach}
    said, cost = _why_replaced(new, before, after, limits)
    said = (Statement(CHANGED_COACH.id, facts), *said)
    return Difference(ChangeOf.COACH, id_, before, after, cost, said)


def _why_new(old: Basis, new: Basis, after: Engagement) -> Iterator[Statement]:
    """Why a kindergarten has a coach now that it had not before."""
    facts = _facts(after)
    if new.index.fixed_of.get(after.kindergarten) == after:
        yield Statement(NOW_FIXED.id, facts)
    elif after.kindergarten not in old.problem.kindergartens:
        yield Statement(KINDERGARTEN_NEW.id, {"kindergarten": after.kindergarten})
    elif (after.coach, after.kindergarten) in old.choices:
        yield Statement(FREED_ELSEWHERE.id, facts)
    else:
        yield Statement(NOW_POSSIBLE.id, facts)


def _why_ended(new: Basis, before: Engagement, limits: SolveLimits) -> _Reasons:
    """Why a kindergarten has its coach no more, and none instead."""
    if before.kindergarten not in new.problem.kindergartens:
        gone = {"kindergarten": before.kindergarten}
        return (Statement(KINDERGARTEN_GONE.id, gone),), None
    return _why_not_kept(new, before, limits)


def _why_replaced(
    new: Basis, before: Engagement, after: Engagement, limits: SolveLimits
) -> _Reasons:
    """Why a kindergarten has another coach now."""
    if new.index.fixed_of.get(after.kindergarten) == after:
        return (Statement(NOW_FIXED.id, _facts(after)),), None
    return _why_not_kept(new, before, limits)


def _why_not_kept(new: Basis, before: Engagement, limits: SolveLimits) -> _Reasons:
    """Why the old pair is not in the new plan, though its kindergarten is."""
    facts = _facts(before)
    if before.coach not in new.problem.coaches:
        return (Statement(COACH_GONE.id, {"coach": before.coach}),), None
    if (before.coach, before.kindergarten) not in new.choices:
        least = new.problem.kindergartens[before.kindergarten].min_half_hours
        option = Engagement(before.kindergarten, before.coach, least)
        refused = (
            Statement(refusal.rule, refusal.facts)
            for refusal in refusals_of(new.index, new.rules, option)
        )
        return (Statement(NOW_REFUSED.id, facts), *refused), None
    cost = force(new, before.kindergarten, [before.coach], limits)
    return (keeping_statement(cost, facts),), cost


def _why_hours(
    plans: tuple[Basis, Basis], before: Engagement, after: Engagement
) -> Iterator[Statement]:
    """That the hours differ, and whether the wish does."""
    new = plans[1]
    hours = {"agreed": after.half_hours, "agreed_before": before.half_hours}
    yield Statement(CHANGED_HOURS.id, {**_facts(after), **hours})
    kindergartens = (p.problem.kindergartens.get(after.kindergarten) for p in plans)
    wishes = {
        (k.min_half_hours, k.wished_half_hours) for k in kindergartens if k is not None
    }
    if new.index.fixed_of.get(after.kindergarten) == after:
        yield Statement(NOW_FIXED.id, _facts(after))
    elif len(wishes) > 1:
        facts = {"kindergarten": after.kindergarten}
        yield Statement(WISHES_CHANGED.id, facts)


def _facts(engagement: Engagement) -> Facts:
    return {"coach": engagement.coach, "kindergarten": engagement.kindergarten}
