"""What pairing a season leaves behind: teams, reasons, what would help; in codes."""

from dataclasses import dataclass

from service.ahead.pairing.money import BudgetOrigin
from solver.documents import from_bytes, to_bytes
from solver.pairing.explanation.teams import AloneReason, TeamReason
from solver.pairing.explanation.why_not import Change, Together
from solver.pairing.explanation.why_team import WithoutTeam
from solver.pairing.plan import PairingPlan
from solver.slots import Day

FORMAT = "lueckenlos-pairing-result"


@dataclass(frozen=True, slots=True)
class PairingDocument:
    """Teams of a season with what they are worth; hours are child-hours of a season.

    ``explained`` says that all changes were tried, not only as many as time allowed;
    of ``undecided`` ones it is not proven that they do not help.
    """

    first_day: Day
    last_day: Day
    people: int
    need_hours: int
    budget_cents: int
    draws: int
    plan: PairingPlan
    teams: tuple[TeamReason, ...]
    alone: tuple[AloneReason, ...]
    changes: tuple[Change, ...]
    together: Together | None
    explained: bool
    budget_origin: BudgetOrigin = BudgetOrigin.ASKED
    undecided: int = 0
    without: WithoutTeam | None = None


def to_document(document: PairingDocument) -> bytes:
    """Canonical bytes."""
    return to_bytes(FORMAT, PairingDocument, document)


def from_document(content: bytes) -> PairingDocument:
    """Out of its bytes.

    Raises
    ------
    DocumentError
        If it is none, or one of another version.
    """
    return from_bytes(FORMAT, PairingDocument, content)
