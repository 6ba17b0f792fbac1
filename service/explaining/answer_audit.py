"""A stored plan checked on its stored problem; nothing is solved for it."""

from collections.abc import Callable, Mapping
from typing import Final

from service.domain.kinds import ProposalKind
from service.explaining.question import AuditOrder, StoredPlan
from service.matching.blobs import unpack_matching_plan, unpack_matching_problem
from service.planning.blobs import unpack_plan, unpack_problem, unpack_profile
from solver.audit import AuditReport
from solver.matching.audit import audit as audit_matching
from solver.substitution.audit import audit as audit_substitution


def answer_audit(order: AuditOrder) -> tuple[AuditReport, ...]:
    """What the audit says of the plan.

    Raises
    ------
    DocumentError
        If a stored document is damaged.
    """
    return (_AUDITS[order.kind](order.stored),)


def _substitution(stored: StoredPlan) -> AuditReport:
    return audit_substitution(
        unpack_problem(stored.problem),
        unpack_profile(stored.profile),
        unpack_plan(stored.plan),
    )


def _matching(stored: StoredPlan) -> AuditReport:
    return audit_matching(
        unpack_matching_problem(stored.problem),
        unpack_profile(stored.profile),
        unpack_matching_plan(stored.plan),
    )


_AUDITS: Final[Mapping[ProposalKind, Callable[[StoredPlan], AuditReport]]] = {
    ProposalKind.SUBSTITUTION: _substitution,
    ProposalKind.MATCHING: _matching,
}
