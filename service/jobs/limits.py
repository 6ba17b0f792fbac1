"""How long things may take or be kept before somebody steps in, how much memory."""

from dataclasses import asdict, dataclass
from typing import Self

from service.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLimits:
    """Seconds, unless the name says otherwise.

    ``stale_seconds`` is many heartbeats long, so that a writer who has to wait for the
    database is not taken for dead; ``poll_seconds`` decides how fast a cancel is seen;
    a child that does not hear it is ended ``cancel_grace_seconds`` later, and one that
    is not ready after ``start_seconds`` is replaced.
    """

    poll_seconds: float = 0.1
    start_seconds: float = 60.0
    heartbeat_seconds: float = 1.0
    stale_seconds: float = 15.0
    reap_seconds: float = 5.0
    grace_seconds: float = 10.0
    cancel_grace_seconds: float = 0.7
    drain_seconds: float = 20.0
    resend_seconds: float = 5.0
    memory_mib: int = 4096
    niceness: int = 5
    problem_retention_days: int = 1095

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """What this installation allows."""
        return cls(
            memory_mib=settings.solver_memory_mib,
            problem_retention_days=settings.problem_retention_days,
        )

    def as_numbers(self) -> dict[str, float | int]:
        """For the way into another process."""
        return asdict(self)
