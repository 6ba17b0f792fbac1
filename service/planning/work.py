"""What a proposal's computation is, whatever is planned: state in, rows to store out.

Each kind of proposal takes its own snapshot and keeps its own rows; how a computation
is begun, watched (``service.jobs.computing``), stored and derived again is the same for
all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.db.base import TenantTable
from solver.profile import RuleProfile
from solver.rule import RuleId
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class Computed:
    """What a finished computation leaves behind.

    ``problem`` and ``plan`` are compressed documents, ``key`` leads from their codes
    to rows, ``standing`` says what stood when the state was read. ``rows`` makes the
    rows of a proposal, one per thing proposed or left open; ``tables`` hold them.
    """

    problem: bytes
    problem_digest: str
    plan: bytes
    key: bytes
    profile: RuleProfile
    tiers: Sequence[TierResult]
    not_checked: Sequence[RuleId]
    standing: Mapping[str, str]
    tables: Sequence[type[TenantTable]]
    rows: Callable[[UUID], Iterable[TenantTable]]
