"""What is asked of a problem and a plan in files."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """What is asked of a problem and a plan; ``child`` also names a need."""

    problem: Path
    plan: Path
    profile: str | None = None
    child: str | None = None
    person: str | None = None
