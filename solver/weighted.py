"""Several wishes in one tier: what each of them counts, times its weight, added up."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from solver.kinds import IndexT, PlanT, VariablesT, Wish
from solver.linear import Expression, Terms, Var
from solver.rule import AgreementSource, Binding, PersonGroup, RuleInfo
from solver.weights import added, heaviest_first, weighted_id

#: After all wishes that have a number of their own.
NUMBER = 200
_SENTENCE = "{value} Punkte"

Parts = tuple[tuple[Wish[Any, IndexT, PlanT, VariablesT], int], ...]


class WeightedWishes(
    Wish[tuple[tuple[object, int], ...], IndexT, PlanT, VariablesT],
):
    """The weighted sum of other wishes, in points; those that do not apply add 0.

    Weights are from 1 on, so rows that push an auxiliary variable of a wish down as
    far as it goes still do.
    """

    unit = "points"

    def __init__(self, parts: Parts[IndexT, PlanT, VariablesT]) -> None:
        super().__init__(tuple((wish.parameters, weight) for wish, weight in parts))
        self.parts = parts
        self.info = weighted_info(
            {wish.id: weight for wish, weight in parts},
            {wish.id: wish.info.title for wish, _ in parts},
        )

    def applies(self, index: IndexT) -> bool:
        """Whether one of the wishes does."""
        return any(wish.applies(index) for wish, _ in self.parts)

    def cost(self, index: IndexT, variables: VariablesT) -> Expression:
        """Costs of the wishes, each times its weight."""
        terms: list[tuple[Var, int]] = []
        constant = 0
        for wish, weight in self._applying(index):
            cost = wish.cost(index, variables)
            terms.extend(_times(cost.terms, weight))
            constant += weight * cost.constant
        return Expression(tuple(terms), constant)

    def measure(self, index: IndexT, plan: PlanT) -> int:
        """Values of the wishes on a plan, each times its weight."""
        applying = self._applying(index)
        return sum(weight * wish.measure(index, plan) for wish, weight in applying)

    def _applying(
        self, index: IndexT
    ) -> Iterator[tuple[Wish[Any, IndexT, PlanT, VariablesT], int]]:
        return ((w, weight) for w, weight in self.parts if w.applies(index))


def _times(terms: Terms, weight: int) -> Iterator[tuple[Var, int]]:
    return ((var, weight * cost) for var, cost in terms)


def weighted_info(weights: Mapping[str, int], titles: Mapping[str, str]) -> RuleInfo:
    """What the sum of these wishes says about itself."""
    title = added(titles, heaviest_first(weights))
    return RuleInfo(
        id=weighted_id(weights),
        number=NUMBER,
        title=title,
        source=AgreementSource("Gewichte des Regelprofils"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence=f"{_SENTENCE}: {title}.",
    )


def single_wishes(wishes: Iterable[Any]) -> Iterator[Any]:
    """Every wish by itself, those that share a tier one after another."""
    for wish in wishes:
        if isinstance(wish, WeightedWishes):
            yield from (part for part, _ in wish.parts)
        else:
            yield wish
