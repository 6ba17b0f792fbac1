"""What a snapshot is: the problem, the key to its codes, and what stood then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.profiles import PlanningRules
from service.snapshot.attendance import NeedRow
from service.snapshot.fixed import CoverRow
from service.snapshot.links import LinkRow
from service.snapshot.pseudonyms import Pseudonyms
from solver.substitution.problem import FixedKind, Problem


@dataclass(frozen=True)
class Snapshot:
    """Stored state at one instant, ready to be planned.

    ``standing`` says which publication stood on which day (ISO date to id); ``needs``
    are the problem's needs in stored ids, ``all_needs`` those of other areas too;
    ``facts`` is the fixed cover and ``links`` say by which model somebody stands in.
    """

    problem: Problem
    pseudonyms: Pseudonyms
    standing: Mapping[str, str]
    rules: PlanningRules
    needs: Sequence[NeedRow]
    all_needs: Sequence[NeedRow]
    facts: Sequence[tuple[CoverRow, FixedKind]]
    links: Sequence[LinkRow]
