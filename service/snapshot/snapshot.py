"""What a snapshot is: the problem, the key to its codes, and what stood then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.profiles import PlanningRules
from service.snapshot.attendance import NeedRow
from service.snapshot.pseudonyms import Pseudonyms
from solver.substitution.problem import Problem


@dataclass(frozen=True)
class Snapshot:
    """Stored state at one instant, ready to be planned.

    ``standing`` says which publication stood on which day (ISO date to id); ``needs``
    are the problem's needs in stored ids.
    """

    problem: Problem
    pseudonyms: Pseudonyms
    standing: Mapping[str, str]
    rules: PlanningRules
    needs: Sequence[NeedRow]
