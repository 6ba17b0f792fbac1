"""Facts that many rules about dates tell alike."""

from solver.facts import iso
from solver.sessions.index import SessionIndex
from solver.sessions.problem import Visit


def whose(index: SessionIndex, visit: Visit) -> dict[str, int | str]:
    """Coach, kindergarten and day of a visit."""
    engagement = index.engagement(visit.session)
    return {
        "coach": engagement.coach,
        "kindergarten": engagement.kindergarten,
        "day": iso(visit.day),
    }


def when(index: SessionIndex, visit: Visit) -> dict[str, int | str]:
    """The same with the time."""
    return {
        **whose(index, visit),
        "start": visit.slot.start,
        "end": visit.slot.end,
    }
