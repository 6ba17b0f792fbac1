"""Why nobody takes a gap, in the few lines a table has."""

from datetime import date
from uuid import uuid4

from service.commands.common.plan_text import reasons
from service.commands.common.plan_view import OpenTime, Refused

FAR = "K-1 ist Ada noch nicht vertraut genug."
BUSY = "Ben ist nicht verfügbar."


def gap(*refusals: Refused) -> OpenTime:
    day = date(2026, 12, 1)
    return OpenTime(uuid4(), "K-1", (day,), 480, 720, "Nina", refusals)


def test_one_person_at_two_places_is_one_person():
    told = reasons(
        gap(
            Refused("Ada", "familiar-person", FAR),
            Refused("Ada", "familiar-person", FAR),
            Refused("Ben", "availability", BUSY),
        )
    )
    assert sorted(told) == [BUSY, FAR]


def test_others_whom_the_same_rule_refuses_are_counted():
    others = [Refused(name, "availability", BUSY) for name in ("Ben", "Ada", "Cem")]
    assert reasons(gap(*others, others[0])) == [f"{BUSY} (ebenso 2 weitere)"]
