"""What blocks add to a tier: better values, a few blocks solved anew at a time.

First what the relaxation likes alone, which is quick and finds most; then blocks that
compete, two of them at first and more where that leads nowhere.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from solver.engine.abreast import answers
from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import PartOptimum, Question
from solver.engine.face import Face
from solver.engine.knapsack.neighbourhood import Neighbourhoods
from solver.engine.knapsack.opening import Opening, Widening
from solver.engine.knapsack.tried import Tried
from solver.linear import Block

#: Blocks opened together at the end of the first search (of a hard tier's), and at
#: most.
FEW, MANY, MOST = 3, 5, 9
#: What an answer of the relaxation likes, solved for so many units, or for a moment; so
#: many of them without what is taken.
LIKED_UNITS, MOMENT_UNITS, ALONE = 0.8, 0.05, 2


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
        hoods = self._hoods(tried)
        within = allowance.at_most(LIKED_UNITS)
        hard = self._like(tried, hoods, liked, within)
        widening = Widening(len(hoods.blocks), MANY if hard else FEW, stay=False)
        self._opening(hoods, allowance).search(tried, widening)

    def like(
        self,
        tried: Tried,
        liked: Iterable[Collection[int]],
        allowance: Allowance,
    ) -> None:
        """Better values among what answers of the relaxation take, in a moment."""
        within = allowance.at_most(MOMENT_UNITS)
        self._like(tried, self._hoods(tried), liked, within)

    def go_on(self, tried: Tried, allowance: Allowance) -> None:
        """Better values from more and more blocks, for all of the allowance."""
        hoods = self._hoods(tried)
        widening = Widening(len(hoods.blocks), MOST, stay=True)
        self._opening(hoods, allowance).search(tried, widening)

    def _hoods(self, tried: Tried) -> Neighbourhoods:
        seed = self._budget.limits.seed
        return Neighbourhoods(self._face, self._blocks, tried.part, seed)

    def _opening(self, hoods: Neighbourhoods, allowance: Allowance) -> Opening:
        return Opening(self._face, hoods, self._budget, allowance)

    def _like(
        self,
        tried: Tried,
        hoods: Neighbourhoods,
        liked: Iterable[Collection[int]],
        allowance: Allowance,
    ) -> bool:
        """Solve what answers of the relaxation like, at first without what is taken.

        What is taken is far from what is liked then, and together they are much.

        Returns
        -------
        bool
            Whether one of them did not come to an end: the whole will not either, for
            long.
        """
        hard = False
        asked = (
            _question(tried, hoods, some, allowance, alone=number < ALONE)
            for number, some in enumerate(liked)
        )
        with answers(_while_open(tried, asked), self._budget) as told:
            for question, answer in told:
                hard = hard or not _ended(question, answer)
                if answer is not None and not _refused(question, answer):
                    tried.take_all(answer.within(question.incumbent))
        return hard


def _while_open(tried: Tried, asked: Iterable[Question]) -> Iterator[Question]:
    """Questions as long as nothing is proven."""
    for question in asked:
        if tried.proven:
            return
        yield question


def _question(
    tried: Tried,
    hoods: Neighbourhoods,
    liked: Collection[int],
    allowance: Allowance,
    *,
    alone: bool,
) -> Question:
    """Whether what is liked has anything better, alone or with what is taken."""
    known = hoods.empty(tried.values) if alone else list(tried.values)
    part = hoods.only(liked, known)
    still = tried.worth(tried.part.variables, known)
    still -= tried.worth(part.variables, known)
    within = allowance.asking(tried.value - 1 - still, tried.bound - still)
    return Question(hoods.frozen(part, known), part, tried.costs, known, within)


def _refused(question: Question, answer: PartOptimum) -> bool:
    """Whether it is proven that nothing is as good as was asked for."""
    most = question.allowance.most
    return most is not None and answer.bound > most


def _ended(question: Question, answer: PartOptimum | None) -> bool:
    """Whether a question is answered for good."""
    return answer is not None and (
        _refused(question, answer) or question.worth(answer) <= answer.bound
    )
