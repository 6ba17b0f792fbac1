"""A tier where each subject goes to one of several bags, settled by half plans.

The best value that the bound allows is asked for, and the next one, until it is reached
or there are too many half plans.
"""

from collections.abc import Callable, Iterable

from solver.engine.columns.asking import Stage
from solver.engine.columns.offers import Offers
from solver.engine.halves.reaching import reach
from solver.engine.halves.sharing import sharing_of
from solver.engine.knapsack.proof import Proof

#: A value takes so many times as long as the one before, or longer.
LONGER = 3.0


def meet(
    offers: Offers,
    proof: Proof,
    stage: Stage,
    share: float,
    go_on: Callable[[], bool],
) -> None:
    """Leave the best values of a stage, or at least its bound, as far as that goes.

    Where subjects may go to nobody or in several ways nothing happens.

    Parameters
    ----------
    share
        Of the stage's allowance.
    go_on
        Asked again and again; whatever runs ends where it says no.
    """
    allowance = stage.allowance.within(share * stage.allowance.seconds)
    unit = offers.unit
    least = -(-proof.bound // proof.scale)
    target = stage.value - (stage.value - least) // unit * unit

    def goes_on() -> bool:
        return allowance.seconds > 0.0 and go_on()

    took = 0.0
    while target < stage.value and allowance.seconds > LONGER * took and go_on():
        before = allowance.seconds
        sharing = sharing_of(offers, proof, target)
        if sharing is None:
            return
        found = reach(sharing, proof.scale, goes_on)
        if found.taken:
            _take(offers, stage, found.taken)
        if not found.refused:
            return
        target += unit
        stage.bound = target if stage.bound is None else max(target, stage.bound)
        took = before - allowance.seconds


def _take(offers: Offers, stage: Stage, ways: Iterable[int]) -> None:
    """Take ways, if all rows hold; what costs less was refused."""
    face, values = offers.face, list(stage.values)
    for var in offers.owner:
        values[var] = face.lowers[var]
    for number in ways:
        for var, value in offers.pricing.ways[number].values:
            values[var] = value
    if face.in_bounds(offers.owner, values) and face.rows_hold(offers.live, values):
        worth = stage.worth(values)
        if worth < stage.value:
            stage.values[:] = values
            stage.bound = worth
