"""A flu morning: who calls in sick before seven."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from service.errors import InputFault, InvalidInput
from service.imports.sheet import Values
from service.towns.minders import weighted
from service.towns.town import Town

_LENGTHS = ((1, 10), (2, 15), (3, 25), (4, 15), (5, 35))
_OPEN_ENDED_PERCENT = 15
_DAYS_OF_WORK = 5


@dataclass(frozen=True, slots=True)
class SickCall:
    """One call: from when, until when (open without), back when as far as is known."""

    person: str
    first_day: date
    last_day: date | None
    expected_return: date | None

    def as_row(self) -> Values:
        """The row of the sheet of absences."""
        return {
            "person_id": self.person,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "expected_return": self.expected_return,
            "absence_class": "short_notice",
        }


def flu_morning(
    town: Town, absent: int = 3, seed: int = 1, *, floaters: int = 0
) -> tuple[SickCall, ...]:
    """Childminders (and floaters) who are ill from the town's Monday on.

    Parameters
    ----------
    absent
        How many childminders call.
    floaters
        How many floaters call on top.

    Raises
    ------
    InvalidInput
        If there are fewer persons than are to be absent.
    """
    key = f"{town.land}-{town.childminders}-{town.seed}-flu-{seed}"
    random = Random(key)  # noqa: S311  invented data, no secret
    chosen: list[str] = []
    for kind, count in (("childminder", absent), ("floater", floaters)):
        codes = list(town.codes("person", kind))
        if not 0 <= count <= len(codes):
            text = f"Abwesend sein können 0 bis {len(codes)}, nicht {count}."
            raise InvalidInput(text, [InputFault("/absent", text, "range")])
        random.shuffle(codes)
        chosen += sorted(codes[:count])
    return tuple(_call(town, random, code) for code in chosen)


def _call(town: Town, random: Random, code: str) -> SickCall:
    days = weighted(random, _LENGTHS)
    last = town.monday + timedelta(days=days - 1)
    back = last + timedelta(days=3 if days == _DAYS_OF_WORK else 1)
    if random.randrange(100) < _OPEN_ENDED_PERCENT:
        return SickCall(code, town.monday, None, back)
    return SickCall(code, town.monday, last, None)
