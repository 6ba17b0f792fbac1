"""What blocks add to a tier: better values, a few blocks solved anew at a time.

First what the relaxation likes alone, which is quick and finds most; then blocks that
compete, two of them at first and more where that leads nowhere.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import chain

from solver.engine.abreast import Answered, Beside, answers, beside
from solver.engine.budget import Allowance, Budget
from solver.engine.face import Face
from solver.engine.knapsack.liking import Like, Liking
from solver.engine.knapsack.neighbourhood import Neighbourhoods
from solver.engine.knapsack.opening import Hood, Opening, Widening
from solver.engine.knapsack.tried import Handover, Take, Tried
from solver.engine.knapsack.walk import Guide, Walk
from solver.linear import Block

#: Blocks opened together at the end of the first search (of a hard tier's), and at
#: most.
FEW, MANY, MOST = 3, 5, 9
#: What an answer of the relaxation likes, solved for so many units, or for a moment.
LIKED_UNITS, MOMENT_UNITS = 0.8, 0.05


class Knapsacks:
    """Search for better values of one tier of a model that names its blocks."""

    def __init__(self, face: Face, blocks: Sequence[Block], budget: Budget) -> None:
        self._face = face
        self._blocks = blocks
        self._budget = budget

    def begin(
        self,
        tried: Tried,
        liked: Iterable[Collection[int]],
        allowance: Allowance,
    ) -> None:
        """Better values, as long as they come quickly.

        Parameters
        ----------
        liked
            What answers of the relaxation take, the best one first.
        """
        hard = self.like(tried, liked, allowance.at_most(LIKED_UNITS))
        hoods = self._hoods(tried)
        widening = Widening(len(hoods.blocks), MANY if hard else FEW, stay=False)
        self._open(Opening(hoods, tried, widening, self._budget, allowance))

    def like(
        self,
        tried: Tried,
        liked: Iterable[Collection[int]],
        allowance: Allowance,
    ) -> bool:
        """Better values among what is liked; whether much of that stays open."""
        liking = Liking([(tried, self._hoods(tried))])
        questions = liking.questions(liked, allowance)
        with answers(questions, self._budget) as told:
            for answered in told:
                liking.hear(answered)
        return liking.hard

    def liking(
        self,
        parts: Iterable[Tried],
        liked: Iterable[Collection[int]],
        allowance: Allowance,
        take: Take,
    ) -> AbstractContextManager[Beside]:
        """Better values among what is liked, all of it, beside the caller."""
        told = Handover(take)
        liking = Liking([(tried, self._hoods(tried)) for tried in parts], told)
        questions = liking.questions(liked, allowance.at_most(MOMENT_UNITS))
        return beside(questions, liking.hear, told.empty, self._budget, to_the_end=True)

    def go_on(self, tried: Tried, allowance: Allowance) -> None:
        """Better values from more and more blocks, for all of the allowance."""
        hoods = self._hoods(tried)
        widening = Widening(len(hoods.blocks), MOST, stay=True)
        self._open(Opening(hoods, tried, widening, self._budget, allowance))

    def opening(
        self,
        tried: Tried,
        liked: Iterable[Collection[int]],
        allowance: Allowance,
        take: Take,
    ) -> AbstractContextManager[Beside]:
        """Better values as long as the caller works.

        From what is liked with more time than before, then from a few blocks at a time.
        """
        hoods = self._hoods(tried)
        widening = Widening(len(hoods.blocks), MOST, stay=True)
        told = Handover(take)
        liking = Liking([(tried, hoods)], told)
        opening = Opening(hoods, tried, widening, self._budget, allowance, told)
        more = liking.questions(liked, allowance.at_most(LIKED_UNITS), alone=0)

        def hear(answered: Answered[Hood | Like]) -> None:
            question, found = answered
            if isinstance(question, Like):
                liking.hear((question, found))
            else:
                opening.hear((question, found))

        asked = chain[Hood | Like](more, opening.asked())
        return beside(asked, hear, told.empty, self._budget, to_the_end=False)

    def walk(self, tried: Tried, allowance: Allowance, guide: Guide) -> None:
        """Better values where each subject goes to one of several blocks as it is."""
        walk = Walk(self._hoods(tried), tried, self._budget, allowance, guide)
        with answers(walk.asked(), self._budget) as told:
            for answered in told:
                walk.hear(answered)

    def walking(
        self, tried: Tried, allowance: Allowance, guide: Guide, take: Take
    ) -> AbstractContextManager[Beside]:
        """The same as long as the caller works."""
        told = Handover(take)
        walk = Walk(self._hoods(tried), tried, self._budget, allowance, guide, told)
        return beside(
            walk.asked(), walk.hear, told.empty, self._budget, to_the_end=False
        )

    def _open(self, opening: Opening) -> None:
        with answers(opening.asked(), self._budget) as told:
            for answered in told:
                opening.hear(answered)

    def _hoods(self, tried: Tried) -> Neighbourhoods:
        seed = self._budget.limits.seed
        return Neighbourhoods(self._face, self._blocks, tried.part, seed)
