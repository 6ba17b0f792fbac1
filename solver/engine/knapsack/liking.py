"""What answers of the relaxation take, solved alone: quick, and it finds most.

At first without what is taken: that is far from what is liked then, and together they
are much.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.engine.abreast import Answered
from solver.engine.budget import Allowance
from solver.engine.cpsat import PartOptimum, Question
from solver.engine.knapsack.neighbourhood import Neighbourhoods
from solver.engine.knapsack.tried import Take, Tried, leave

#: So many answers of the relaxation are solved without what is taken.
ALONE = 2


@dataclass(frozen=True, slots=True)
class Like(Question):
    """Whether what is liked of a part has anything better."""

    tried: Tried


class Liking:
    """Questions about what is liked of some parts, and what they bring.

    ``hard`` says whether one of them did not come to an end: the whole will not either,
    for long.

    Parameters
    ----------
    take
        Called with each part that got better values.
    """

    def __init__(
        self,
        parts: Sequence[tuple[Tried, Neighbourhoods]],
        take: Take = leave,
    ) -> None:
        self.hard = False
        self._parts = parts
        self._take = take

    def questions(
        self,
        liked: Iterable[Collection[int]],
        allowance: Allowance,
        alone: int = ALONE,
    ) -> Iterator[Like]:
        """What each answer likes of each part that is not proven yet.

        The first few, so many, without what is taken.
        """
        for number, some in enumerate(liked):
            for tried, hoods in self._parts:
                if not tried.proven:
                    lonely = number < alone
                    yield _question(tried, hoods, some, allowance, alone=lonely)
            if all(tried.proven for tried, _ in self._parts):
                return

    def hear(self, answered: Answered[Like]) -> None:
        """Take what is better."""
        question, answer = answered
        self.hard = self.hard or not _ended(question, answer)
        if answer is not None and not _refused(question, answer):
            tried = question.tried
            before = tried.value
            tried.take_all(answer.within(question.incumbent))
            if tried.value < before:
                self._take(tried)


def _question(
    tried: Tried,
    hoods: Neighbourhoods,
    liked: Collection[int],
    allowance: Allowance,
    *,
    alone: bool,
) -> Like:
    """Whether what is liked has anything better, alone or with what is taken."""
    known = hoods.empty(tried.values) if alone else list(tried.values)
    part = hoods.only(liked, known)
    still = tried.worth(tried.part.variables, known)
    still -= tried.worth(part.variables, known)
    within = allowance.asking(tried.value - 1 - still, tried.bound - still)
    return Like(hoods.frozen(part, known), part, tried.costs, known, within, tried)


def _refused(question: Question, answer: PartOptimum) -> bool:
    """Whether it is proven that nothing is as good as was asked for."""
    most = question.allowance.most
    return most is not None and answer.bound > most


def _ended(question: Question, answer: PartOptimum | None) -> bool:
    """Whether a question is answered for good."""
    return answer is not None and (
        _refused(question, answer) or question.worth(answer) <= answer.bound
    )
