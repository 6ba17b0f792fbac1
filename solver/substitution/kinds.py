"""The kinds of rules and wishes for substitution, and the set a profile makes of them.

What the kinds are for stands in ``solver.kinds``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from solver import kinds
from solver.rule import P
from solver.slots import Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import PersonId
from solver.substitution.variables import Variables


class Handover(StrEnum):
    """Whether a child may be moved within a day."""

    NEVER = "never"
    SAME_PLACE = "same_place"
    AT_ALL = "at_all"


@dataclass(frozen=True, slots=True)
class PieceLimits:
    """How a need may be cut: shortest piece and grid [min], and hand-overs.

    ``handover_gain_minutes`` is what a hand-over must add to be worth it.
    """

    handover: Handover = Handover.SAME_PLACE
    min_piece_minutes: int = 120
    step_minutes: int = 15
    handover_gain_minutes: int = 0


class PairRule(kinds.PairRule[P, ProblemIndex, Option]):
    """Says whether this substitute may take this piece at this place at all.

    ``timed`` says that shortening the piece may help: then ``windows`` names the
    maximal parts that pass; a rule that is not timed refuses every part of an open
    stretch if it refuses the whole.
    """

    timed: ClassVar[bool] = False

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Maximal parts of the option's slot that pass this rule."""
        return () if self.refuse(index, option) else (option.slot,)


class JointRule(kinds.JointRule[P, ProblemIndex, Option, Variables]):
    """Says whether assignments go together, on top of the fixed cover."""

    def taken_by(
        self,
        index: ProblemIndex,  # noqa: ARG002 - most rules name no times
        option: Option,  # noqa: ARG002 - as above
        rivals: Sequence[Option],  # noqa: ARG002 - as above
    ) -> Iterable[Slot]:
        """Times of the option's day that rivals may keep from it.

        A piece of the option may end where such a time begins and begin where it
        ends. Naming a time too many costs variables, never a wrong plan; a rule that
        counts (contracts, persons, minutes of a week) names none.
        """
        return ()

    def shifts(
        self,
        index: ProblemIndex,  # noqa: ARG002 - most rules limit no day
        person: PersonId,  # noqa: ARG002 - as above
        day: Day,  # noqa: ARG002 - as above
        stays: Sequence[Slot],  # noqa: ARG002 - as above
    ) -> Iterable[Slot]:
        """Stretches of a day that all a person does on it may have to lie in.

        ``stays`` is when somebody may be with her. As with ``taken_by``, a stretch too
        many costs variables, never a wrong plan.
        """
        return ()


class Wish(kinds.Wish[P, ProblemIndex, Plan, Variables]):
    """Says how good a plan is."""


@dataclass(frozen=True, slots=True)
class RuleSet(kinds.RuleSet[PairRule[Any], JointRule[Any], Wish[Any]]):
    """The rules of a profile, ready to use.

    Wishes stand in the order of the tiers; pair rules that are timed come last.
    """

    pieces: PieceLimits = PieceLimits()
