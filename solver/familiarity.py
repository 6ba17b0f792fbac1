"""How well a child knows a person on a day, derived from dated contacts.

unknown → met (a contact) → familiar (enough contacts within a window) → settled
(confirmed) → faded (no contact for a while). What was confirmed or earned comes back
with the next contact as ``met`` or better, whatever the window then holds; a
confirmation counts again as soon as contact is renewed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from solver.substitution.problem import Familiarity


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a state is reached; windows in days, the day itself included."""

    familiar_contacts: int = 3
    familiar_window_days: int = 42
    faded_after_days: int = 42

    def __post_init__(self) -> None:
        """Refuse thresholds nobody could meet."""
        if (
            min(
                self.familiar_contacts, self.familiar_window_days, self.faded_after_days
            )
            < 1
        ):
            raise ValueError("Schwellen der Vertrautheit sind mindestens 1.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a state asks of the contacts before a day: so many in so many days.

    Contacts are counted by their days. ``window_days`` looks back from the day itself,
    which does not count; ``recent_days`` likewise for one of them.
    """

    contacts: int
    window_days: int
    recent_days: int

    def met_by(self, day: int, contact_days: Collection[int]) -> bool:
        """Whether contacts on these days do."""
        past = {found for found in contact_days if found < day}
        inside = sum(found >= day - self.window_days for found in past)
        recent = any(found >= day - self.recent_days for found in past)
        return inside >= self.contacts and recent


def asked_for(
    level: Familiarity, thresholds: Thresholds, *, settled: bool
) -> Asked | None:
    """What is asked of a pair for at least this state; ``None`` if contacts do not do.

    Parameters
    ----------
    level
        From ``met`` up.
    settled
        Whether the three criteria have been confirmed.
    """
    # A contact is recent while fewer than ``faded_after_days`` days lie between.
    recent = thresholds.faded_after_days - 1
    if level is Familiarity.MET or (level > Familiarity.MET and settled):
        return Asked(1, recent, recent)
    if level is Familiarity.FAMILIAR:
        return Asked(
            thresholds.familiar_contacts, thresholds.familiar_window_days, recent
        )
    return None


def state_on(
    day: int,
    contact_days: Collection[int],
    thresholds: Thresholds,
    *,
    settled: bool,
) -> Familiarity:
    """State on the morning of a day: contacts before it count, those of it do not.

    Parameters
    ----------
    contact_days
        Days with a contact, in any order; later ones do not matter.
    settled
        Whether the criteria were confirmed before the day.
    """
    for level in (Familiarity.SETTLED, Familiarity.FAMILIAR, Familiarity.MET):
        asked = asked_for(level, thresholds, settled=settled)
        if asked is not None and asked.met_by(day, contact_days):
            return level
    known = any(found < day for found in contact_days)
    return Familiarity.FADED if known else Familiarity.UNKNOWN
