"""What feeds say, in German: as little as each recipient needs.

Codes stand for children everywhere, a reason of absence appears nowhere. The language
is fixed: a feed's bytes must not depend on who asks for it.
"""

from collections.abc import Sequence

from service.calendars.local_time import wall_clock
from service.calendars.substitution.standing import Away, Care


def substitute_summary(block: Sequence[Care]) -> str:
    """For the substitute: which children."""
    return f"Vertretung: {_codes(block)}"


def district_summary(block: Sequence[Care]) -> str:
    """For base and counsellor: which substitute has which children."""
    return f"Vertretung: {block[0].person_code} → {_codes(block)}"


def times_of_children(block: Sequence[Care]) -> str:
    """One line per child with its time."""
    return "\n".join(f"{_times(care)} {care.child_code}" for care in block)


def guardian_summary(pieces: Sequence[Care], *, several_children: bool) -> str:
    """For the guardian: with whom; the code only where it tells siblings apart."""
    names = list(dict.fromkeys(care.person_given_name for care in pieces))
    who = f"Vertretung bei {' und '.join(names)}"
    return f"{pieces[0].child_code}: {who}" if several_children else who


def guardian_text(pieces: Sequence[Care]) -> str:
    """One line per piece: when, with whom, where."""
    return "\n".join(
        f"{_times(care)} bei {care.person_given_name}"
        + (f", {care.venue.name}" if care.venue.name else "")
        for care in pieces
    )


def guardian_location(pieces: Sequence[Care]) -> str:
    """Every place of the day with its address, in the order of the day."""
    return " / ".join(dict.fromkeys(care.venue.with_address() for care in pieces))


def absence_summary(away: Away) -> str:
    """For the absent person herself."""
    return "Abwesend" if away.last_day else "Abwesend (Ende offen)"


def _codes(block: Sequence[Care]) -> str:
    """Codes of the children, each once, in order."""
    return ", ".join(sorted({care.child_code for care in block}))


def _times(care: Care) -> str:
    """From when to when."""
    return f"{wall_clock(care.start_minute)}–{wall_clock(care.end_minute)}"
