"""Refuse a visits problem that contradicts itself, all faults at once."""

from collections import Counter
from collections.abc import Iterator

from solver.json_values import Fault
from solver.slots import MINUTES_PER_DAY
from solver.validity import Names, own_id_faults, refuse
from solver.visits.problem import Bond, Visit, VisitProblem

_NOUNS = {"persons": "Person", "places": "Ort", "bonds": "Besuchsbeziehung"}


def validate(problem: VisitProblem) -> tuple[Fault, ...]:
    """Every fault of a problem, those of names first; empty if it can be planned."""
    return (*_references(problem), *_numbers(problem))


def require_valid(problem: VisitProblem) -> None:
    """Pass a problem that can be planned.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    refuse(validate(problem))


def _references(problem: VisitProblem) -> Iterator[Fault]:
    names = Names(
        {
            "persons": frozenset(problem.persons),
            "places": frozenset(problem.places),
            "bonds": frozenset(problem.bonds),
        },
        _NOUNS,
    )
    for table in ("persons", "places", "bonds"):
        yield from own_id_faults(table, getattr(problem, table))
    for at, noun, name in _named(problem):
        yield from names.fault(f"/content/{at}", noun, name)


def _named(problem: VisitProblem) -> Iterator[tuple[str, str, str]]:
    """Every name that is used: where, of what, and which."""
    for key, person in problem.persons.items():
        if person.home is not None:
            yield f"persons/{key}/home", "places", person.home
    for bond_id, bond in problem.bonds.items():
        yield f"bonds/{bond_id}/visitor", "persons", bond.visitor
        yield f"bonds/{bond_id}/host", "persons", bond.host
        yield f"bonds/{bond_id}/place", "places", bond.place
    for number, row in enumerate(problem.booked):
        yield f"booked/{number}/person", "persons", row.person
        yield f"booked/{number}/place", "places", row.place
    for number, stay in enumerate(problem.stays):
        yield f"stays/{number}/person", "persons", stay.person
        yield f"stays/{number}/place", "places", stay.place
    yield from _pairs_named(problem)


def _pairs_named(problem: VisitProblem) -> Iterator[tuple[str, str, str]]:
    for number, link in enumerate(problem.links):
        yield f"links/{number}/absent", "persons", link.absent
        yield f"links/{number}/substitute", "persons", link.substitute
    for one, other in problem.place_minutes:
        yield f"place_minutes/{one}/{other}", "places", one
        yield f"place_minutes/{one}/{other}", "places", other
    for number, refused in enumerate(problem.refused):
        yield f"refused/{number}/bond", "bonds", refused.bond
    for table, visits in (("fixed", problem.fixed), ("published", problem.published)):
        for number, visit in enumerate(visits):
            yield f"{table}/{number}/bond", "bonds", visit.bond


def _numbers(problem: VisitProblem) -> Iterator[Fault]:
    if not problem.first_day <= problem.last_day <= problem.last_counted_day:
        at = "/content/last_day"
        yield Fault(at, "Es gilt: erster Tag, letzter Tag, letzter gezählter Tag.")
    if not 1 <= problem.grid_minutes <= MINUTES_PER_DAY:
        yield Fault("/content/grid_minutes", "Das Raster ist 1 bis 1440 Minuten.")
    for key, bond in problem.bonds.items():
        yield from _bond(f"/content/bonds/{key}", bond)
    for pair, way in problem.place_minutes.items():
        if way < 0:
            at = f"/content/place_minutes/{'/'.join(pair)}"
            yield Fault(at, "Ein Weg dauert nie weniger als 0 Minuten.")
    for table, visits in (("fixed", problem.fixed), ("published", problem.published)):
        yield from _twice(table, visits)


def _twice(table: str, visits: tuple[Visit, ...]) -> Iterator[Fault]:
    for visit, count in Counter(visits).items():
        if count > 1:
            told = f"Ein Besuch von „{visit.bond}“ steht {count}-mal da."
            yield Fault(f"/content/{table}", told)


def _bond(at: str, bond: Bond) -> Iterator[Fault]:
    if bond.visitor == bond.host:
        yield Fault(f"{at}/visitor", "Niemand besucht sich selbst.")
    if bond.every_weeks < 1:
        yield Fault(f"{at}/every_weeks", "Der Takt ist mindestens eine Woche.")
    if not 1 <= bond.minutes <= MINUTES_PER_DAY:
        yield Fault(f"{at}/minutes", "Ein Besuch dauert 1 bis 1440 Minuten.")
