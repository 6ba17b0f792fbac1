"""What the doctor finds."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be: a stable check id, whose, and a German sentence."""

    check: str
    tenant_id: UUID | None
    text: str
