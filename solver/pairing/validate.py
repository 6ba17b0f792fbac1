"""Refuse a pairing problem that contradicts itself, all faults at once."""

from collections.abc import Iterable, Iterator

from solver.json_values import Fault
from solver.pairing.problem import Childminder, PairingProblem, Team, WeekTime
from solver.slots import DAYS_PER_WEEK
from solver.validity import Names, own_id_faults, refuse

_NOUNS = {
    "childminders": "Kindertagespflegeperson",
    "floaters": "Vertretungskraft",
    "people": "Person",
}
#: A season is a year or less, and a little more where it begins late [days].
LONGEST_SEASON = 400
MOST_DRAWS = 100
MOST_SICK_DAYS = 60


def validate(problem: PairingProblem) -> tuple[Fault, ...]:
    """Every fault of a problem; empty if it can be planned."""
    return (*_season(problem), *_references(problem), *_numbers(problem))


def require_valid(problem: PairingProblem) -> None:
    """Pass a problem that can be planned.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    refuse(validate(problem))


def _season(problem: PairingProblem) -> Iterator[Fault]:
    days = problem.last_day - problem.first_day + 1
    if not 1 <= days <= LONGEST_SEASON:
        yield Fault(
            "/content/last_day",
            f"Geplant werden 1 bis {LONGEST_SEASON} Tage; gegeben: {days}.",
        )
    sickness = problem.sickness
    if not 1 <= sickness.draws <= MOST_DRAWS:
        yield Fault("/content/sickness/draws", f"Möglich sind 1 bis {MOST_DRAWS}.")
    if not 0 <= sickness.days_per_year <= MOST_SICK_DAYS:
        yield Fault(
            "/content/sickness/days_per_year", f"Möglich sind 0 bis {MOST_SICK_DAYS}."
        )


def _references(problem: PairingProblem) -> Iterator[Fault]:
    minders, floaters = frozenset(problem.childminders), frozenset(problem.floaters)
    names = Names(
        {
            "childminders": minders,
            "floaters": floaters,
            "people": minders | floaters,
        },
        _NOUNS,
    )
    yield from own_id_faults("childminders", problem.childminders)
    yield from own_id_faults("floaters", problem.floaters)
    for twice in sorted(minders & floaters):
        yield Fault(
            f"/content/floaters/{twice}",
            f"„{twice}“ steht auch unter den Kindertagespflegepersonen.",
        )
    yield from _pairs(problem, names)
    for person in problem.apart:
        yield from names.fault("/content/apart", "people", person)
    for number, team in enumerate(problem.existing):
        at = f"/content/existing/{number}"
        for member in team.members:
            yield from names.fault(f"{at}/members", "childminders", member)
        for holder in team.holders:
            yield from names.fault(f"{at}/holders", "childminders", holder)
        yield from names.fault(f"{at}/floater", "floaters", team.floater)


def _pairs(problem: PairingProblem, names: Names) -> Iterator[Fault]:
    """Two who are named together are both there."""
    pairs = [
        *(
            (f"refused/{number}", (refused.one, refused.other))
            for number, refused in enumerate(problem.refused)
        ),
        *((f"wishes/{number}", two) for number, two in enumerate(problem.wishes)),
        *((f"ways/{'/'.join(two)}", two) for two in problem.ways),
        *((("together", problem.together),) if problem.together else ()),
    ]
    for at, two in pairs:
        for one in two:
            yield from names.fault(f"/content/{at}", "people", one)


def _numbers(problem: PairingProblem) -> Iterator[Fault]:
    if problem.budget_cents < 0:
        yield Fault("/content/budget_cents", "Ein Budget ist nie negativ.")
    if any(way < 0 for way in problem.ways.values()):
        yield Fault("/content/ways", "Ein Weg dauert nie weniger als 0 Minuten.")
    if problem.together and len(set(problem.together)) < len(problem.together):
        yield Fault("/content/together", "Zusammen sind zwei verschiedene Personen.")
    for key, person in problem.childminders.items():
        yield from _childminder(f"/content/childminders/{key}", person)
    for key, floater in problem.floaters.items():
        at = f"/content/floaters/{key}"
        if floater.places < 0:
            yield Fault(f"{at}/places", "Plätze sind nie negativ.")
        yield from _weekdays(at, floater.shifts)
    for number, team in enumerate(problem.existing):
        yield from _team(f"/content/existing/{number}/members", team)


def _team(at: str, team: Team) -> Iterator[Fault]:
    if tuple(sorted(set(team.members))) != team.members:
        yield Fault(at, "Mitglieder stehen je einmal da, nach Kennung geordnet.")


def _childminder(at: str, person: Childminder) -> Iterator[Fault]:
    counts = (
        person.permit_places,
        person.kept_free,
        person.holdable,
        person.held_place_cents,
        person.most_extra or 0,
    )
    if min(counts) < 0:
        yield Fault(at, "Plätze und Beträge sind nie negativ.")
    yield from _weekdays(at, (*person.open, *person.care, *person.unwanted))


def _weekdays(at: str, times: Iterable[WeekTime]) -> Iterator[Fault]:
    if any(not 0 <= time.weekday < DAYS_PER_WEEK for time in times):
        yield Fault(at, "Wochentage zählen von 0 (Montag) bis 6.")
