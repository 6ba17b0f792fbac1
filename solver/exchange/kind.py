"""What a kind of problem says of its documents: how they are read and written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic

from solver.audit import AuditReport
from solver.exchange.plain_profile import PlainRules
from solver.exchange.plan_head import Head
from solver.exchange.reading import OutsideProblem, ProblemT
from solver.json_values import Json
from solver.profile import RuleProfile
from solver.result import PlanT
from solver.rule import Finding

#: Writes plans of one problem by one profile, with findings on what was fixed.
WritePlan = Callable[[PlanT, Iterable[Finding]], bytes]


@dataclass(frozen=True)
class DocumentKind(Generic[ProblemT, PlanT]):
    """One kind of problem with its documents; ``name`` is for commands and schemas.

    ``read`` makes a problem of a document's JSON value, ``writer`` whatever writes its
    plans down, ``read_plan`` a plan of anybody's document.
    """

    name: str
    format: str
    version: int
    shape: type
    head: Head
    plan_shape: type
    read: Callable[[Json], OutsideProblem[ProblemT]]
    writer: Callable[[OutsideProblem[ProblemT], RuleProfile], WritePlan[PlanT]]
    read_plan: Callable[[bytes, OutsideProblem[ProblemT]], PlanT]
    audit: Callable[[ProblemT, RuleProfile, PlanT], AuditReport]
    plain: PlainRules
