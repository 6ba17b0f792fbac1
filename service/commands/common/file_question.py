"""What is asked of a problem and a plan in files."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """What is asked of a problem and a plan; ``child`` also names a need.

    ``earlier`` are problem and plan with which they are compared.
    """

    problem: Path
    plan: Path
    profile: str | None = None
    child: str | None = None
    person: str | None = None
    earlier: tuple[Path, Path] | None = None
