"""How strict this installation is with accounts."""

from dataclasses import dataclass
from datetime import timedelta

from service.settings import Settings


@dataclass(frozen=True, slots=True)
class AccountPolicy:
    """Costs and lifetimes, from the settings."""

    password_memory_kib: int
    session_idle: timedelta
    session_lifetime: timedelta
    attempts_before_lock: int = 5
    lock: timedelta = timedelta(minutes=15)


def policy_of(settings: Settings) -> AccountPolicy:
    """The policy an installation's settings ask for."""
    return AccountPolicy(
        password_memory_kib=settings.password_memory_kib,
        session_idle=timedelta(minutes=settings.session_idle_minutes),
        session_lifetime=timedelta(hours=settings.session_hours),
    )
