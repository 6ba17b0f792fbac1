"""Refuse a matching problem that contradicts itself: completely, all faults at once.

Fixed engagements that exclude one another are no fault: the rules report them and the
rest is planned. Last year's coach may be gone.
"""

from collections.abc import Iterator, Mapping

from solver.json_values import Fault
from solver.matching.problem import (
    HIGHEST_LEVEL,
    Coach,
    Kindergarten,
    MatchingProblem,
    Pair,
    Way,
)
from solver.validity import Names, own_id_faults, refuse

_NOUNS = {
    "coaches": "Prozessbegleitung",
    "kindergartens": "Einrichtung",
    "counties": "Landkreis",
}
_PAIRS = ("conflicts", "refused", "fixed")
_TABLES = ("ways", "use_minutes", "scores")
#: No programme lasts longer; a row for each month is posted for each coach.
MOST_MONTHS = 60
#: Half-hours are paid: an odd fee would leave half a cent.
_EVEN = 2


def validate(problem: MatchingProblem) -> tuple[Fault, ...]:
    """Every fault of a problem, those of names first; empty if it can be planned."""
    return (*_references(problem), *_numbers(problem))


def require_valid(problem: MatchingProblem) -> None:
    """Pass a problem that can be planned.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    refuse(validate(problem))


def _references(problem: MatchingProblem) -> Iterator[Fault]:
    """Every name without an owner."""
    names = Names(
        {
            "coaches": frozenset(problem.coaches),
            "kindergartens": frozenset(problem.kindergartens),
            "counties": frozenset(problem.counties),
        },
        _NOUNS,
    )
    yield from own_id_faults("coaches", problem.coaches)
    yield from own_id_faults("kindergartens", problem.kindergartens)
    yield from own_id_faults("counties", problem.counties)
    for key, kindergarten in problem.kindergartens.items():
        pointer = f"/content/kindergartens/{key}/county"
        yield from names.fault(pointer, "counties", kindergarten.county)
    for table in _PAIRS:
        for number, item in enumerate(getattr(problem, table)):
            pair = item.coach, item.kindergarten
            yield from _pair(names, f"/content/{table}/{number}", pair)
    for table in _TABLES:
        for pair in getattr(problem, table):
            yield from _pair(names, f"/content/{table}/{'/'.join(pair)}", pair)
    for month, ways in problem.ways_from.items():
        for pair in ways:
            place = f"/content/ways_from/{month}/{'/'.join(pair)}"
            yield from _pair(names, place, pair)


def _pair(names: Names, pointer: str, pair: tuple[str, str]) -> Iterator[Fault]:
    coach, kindergarten = pair
    yield from names.fault(f"{pointer}/coach", "coaches", coach)
    yield from names.fault(f"{pointer}/kindergarten", "kindergartens", kindergarten)


def _numbers(problem: MatchingProblem) -> Iterator[Fault]:
    """Minutes, hours and money that cannot be."""
    for coach in problem.coaches.values():
        yield from _coach(f"/content/coaches/{coach.id}", coach)
    for kindergarten in problem.kindergartens.values():
        pointer = f"/content/kindergartens/{kindergarten.id}"
        yield from _kindergarten(pointer, kindergarten)
    for county in problem.counties.values():
        budget = {"budget_cents": county.budget_cents}
        yield from _negative(f"/content/counties/{county.id}", budget)
    yield from _ways("/content/ways", problem.ways)
    for month, ways in problem.ways_from.items():
        yield from _ways(f"/content/ways_from/{month}", ways)
    for number, fixed in enumerate(problem.fixed):
        if fixed.half_hours < 1:
            yield Fault(
                f"/content/fixed/{number}/half_hours",
                "Vereinbart ist mindestens eine halbe Stunde im Monat.",
            )
    for table in ("use_minutes", "scores"):
        rows = {"/".join(pair): n for pair, n in getattr(problem, table).items()}
        yield from _negative(f"/content/{table}", rows)
    yield from _negative("/content", {"unserved_score": problem.unserved_score})


def _ways(pointer: str, ways: Mapping[Pair, Way]) -> Iterator[Fault]:
    for pair, way in ways.items():
        numbers = {"minutes": way.minutes, "round_trip_cents": way.round_trip_cents}
        yield from _negative(f"{pointer}/{'/'.join(pair)}", numbers)


def _coach(pointer: str, coach: Coach) -> Iterator[Fault]:
    numbers = {
        "monthly_minutes": coach.monthly_minutes,
        "fee_cents_per_hour": coach.fee_cents_per_hour,
        "max_way_minutes": coach.max_way_minutes,
        "max_kindergartens": coach.max_kindergartens,
        "experience_years": coach.experience_years,
        "history_minutes": coach.history_minutes,
    }
    months = {f"minutes_by_month/{m}": n for m, n in coach.minutes_by_month.items()}
    others = {
        f"other_kindergartens/{m}": n for m, n in coach.other_kindergartens.items()
    }
    ways = {f"max_way_by_month/{m}": n for m, n in coach.max_way_by_month.items()}
    fees = {f"fee_by_month/{month}": n for month, n in coach.fee_by_month.items()}
    yield from _negative(pointer, {**numbers, **months, **others, **ways, **fees})
    fees["fee_cents_per_hour"] = coach.fee_cents_per_hour
    for name, fee in fees.items():
        if fee % _EVEN:
            yield Fault(
                f"{pointer}/{name}",
                "Das Honorar je Stunde ist eine gerade Zahl von Cent: bezahlt werden"
                " auch halbe Stunden.",
            )
    for topic, level in coach.topics.items():
        if not 0 <= level <= HIGHEST_LEVEL:
            yield Fault(
                f"{pointer}/topics/{topic}",
                f"Eine Stufe liegt zwischen 0 und {HIGHEST_LEVEL}; gegeben: {level}.",
            )


def _kindergarten(pointer: str, kindergarten: Kindergarten) -> Iterator[Fault]:
    weights = {f"topics/{topic}": n for topic, n in kindergarten.topics.items()}
    visits = {"visits_per_month": kindergarten.visits_per_month}
    yield from _negative(pointer, {**visits, **weights})
    if kindergarten.last_month < kindergarten.first_month:
        yield Fault(f"{pointer}/last_month", "Der letzte Monat liegt vor dem ersten.")
    if kindergarten.last_month - kindergarten.first_month >= MOST_MONTHS:
        yield Fault(
            f"{pointer}/last_month",
            f"Geplant werden höchstens {MOST_MONTHS} Monate.",
        )
    if kindergarten.min_half_hours < 1:
        yield Fault(
            f"{pointer}/min_half_hours",
            "Begleitet wird mindestens eine halbe Stunde im Monat.",
        )
    if kindergarten.wished_half_hours < kindergarten.min_half_hours:
        yield Fault(
            f"{pointer}/wished_half_hours",
            "Gewünscht werden weniger Stunden, als es mindestens sein sollen.",
        )


def _negative(pointer: str, numbers: Mapping[str, int | None]) -> Iterator[Fault]:
    for name, value in numbers.items():
        if value is not None and value < 0:
            yield Fault(f"{pointer}/{name}", f"Der Wert ist nie negativ: {value}.")
