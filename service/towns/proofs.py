"""Permits, qualifications and proofs; some run out soon, a few have run out."""

from datetime import date, timedelta
from random import Random

from service.towns.minders import weighted
from service.towns.town import Draft

_CYCLES = (
    ("first_aid", 24),
    ("infection_instruction", 24),
    ("measles", None),
    ("conduct_certificate", 60),
)
_EXPIRED_PERCENT, _SOON_PERCENT = 1, 5
_SOON_DAYS = 60
_PERMIT_YEARS = 5


def add_proofs(draft: Draft) -> None:
    """Everybody who takes children has proofs; Kita staff is the Kita's business."""
    random = draft.stream("proofs")
    for minder in draft.minders:
        _permit(draft, random, minder.code, minder.places)
        _courses(draft, random, minder.code, "inclusion" in minder.tags)
        _credentials(draft, random, minder.code)
        _capabilities(draft, minder.code, minder.tags)
    for helper in draft.helpers:
        _capabilities(draft, helper.code, ("infant", "medication", "no_pets"))
        if helper.kind == "kita_staff":
            continue
        _permit(draft, random, helper.code, 5)
        _courses(draft, random, helper.code, inclusive=True)
        _credentials(draft, random, helper.code)


def _ends(draft: Draft, random: Random, months: int) -> date:
    """Mostly well ahead; some within sixty days, a few in the days before."""
    roll = random.randrange(100)
    if roll < _EXPIRED_PERCENT:
        return draft.days_before(random.randrange(1, 40))
    if roll < _EXPIRED_PERCENT + _SOON_PERCENT:
        return draft.days_before(-random.randrange(8, _SOON_DAYS))
    return draft.days_before(-random.randrange(_SOON_DAYS, max(61, months * 30 - 20)))


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))


def _permit(draft: Draft, random: Random, person: str, places: int) -> None:
    until = _ends(draft, random, _PERMIT_YEARS * 12)
    draft.rows["permit"].append(
        {
            "person_id": person,
            "places": places,
            "valid_from": _years_before(until, _PERMIT_YEARS),
            "valid_until": until,
            "min_age_months": weighted(random, ((0, 97), (12, 3))) or None,
        }
    )


def _courses(draft: Draft, random: Random, person: str, inclusive: bool) -> None:  # noqa: FBT001  one fact, named at each call
    units = weighted(random, ((300, 70), (160, 30)))
    finished = draft.days_before(random.randrange(200, 4_000))
    draft.rows["qualification"].append(
        {
            "person_id": person,
            "kind": "ladder",
            "units": units,
            "completed_on": finished,
        }
    )
    if inclusive:
        draft.rows["qualification"].append(
            {
                "person_id": person,
                "kind": "inclusion",
                "units": 100,
                "completed_on": finished + timedelta(days=90),
            }
        )


def _credentials(draft: Draft, random: Random, person: str) -> None:
    for kind, months in _CYCLES:
        if months is None:
            issued, expires = draft.days_before(random.randrange(300, 2_000)), None
        else:
            expires = _ends(draft, random, months)
            issued = _years_before(expires, months // 12)
        draft.rows["credential"].append(
            {
                "person_id": person,
                "kind": kind,
                "issued_on": issued,
                "expires_on": expires,
            }
        )


def _capabilities(draft: Draft, person: str, tags: tuple[str, ...]) -> None:
    carried = tuple(sorted(set(tags) - {"step_free"}))
    if carried:
        draft.rows["person_capability"].append({"person_id": person, "tags": carried})
