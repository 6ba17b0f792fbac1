"""Refuse a problem that contradicts itself: completely, all faults at once.

Contradictory fixed cover is no fault of the problem: it is reported by the rules and
the rest is planned.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from solver.json_values import Fault
from solver.slots import DAYS_PER_WEEK, MINUTES_PER_DAY, Day, weekday
from solver.substitution.problem import Permit, Person, PersonId, Presence, Problem
from solver.substitution.references import reference_faults
from solver.validity import refuse


def validate(problem: Problem) -> tuple[Fault, ...]:
    """Every fault of a problem, those of names first; empty if it can be planned."""
    named = tuple(reference_faults(problem))
    return (
        *named,
        *_numbers(problem),
        *_dates(problem),
        *_former(problem),
        *_times(problem),
    )


def require_valid(problem: Problem) -> None:
    """Pass a problem that can be planned.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    refuse(validate(problem))


def _numbers(problem: Problem) -> Iterator[Fault]:
    """Counts and minutes that cannot be."""
    yield from _weights(problem)
    for key, person in problem.persons.items():
        yield from _person_numbers(f"/content/persons/{key}", person)
    yield from _places(problem)
    yield from _ways(problem)
    yield from _prices(problem)
    yield from _capacities(problem)
    if not 0 <= problem.frozen_minute <= MINUTES_PER_DAY:
        yield Fault("/content/frozen_minute", "Eine Minute des Tages ist 0 bis 1440.")


def _capacities(problem: Problem) -> Iterator[Fault]:
    for number, capacity in enumerate(problem.capacities):
        pointer = f"/content/capacities/{number}"
        if capacity.places < 0:
            yield Fault(f"{pointer}/places", "Plätze sind nie negativ.")
        if (capacity.person is None) == (capacity.place is None):
            yield Fault(pointer, "Plätze hat entweder eine Person oder ein Ort.")


def _weights(problem: Problem) -> Iterator[Fault]:
    weights = {
        f"/content/children/{key}/capacity_weight": child.capacity_weight
        for key, child in problem.children.items()
    }
    for number, presence in enumerate(problem.presences):
        weights[f"/content/presences/{number}/weight"] = presence.weight
    for pointer, weight in weights.items():
        if weight < 1:
            yield Fault(
                pointer, f"Ein Kind belegt mindestens einen Platz; gegeben: {weight}."
            )


def _places(problem: Problem) -> Iterator[Fault]:
    for key, place in problem.places.items():
        if place.max_children is not None and place.max_children < 0:
            yield Fault(
                f"/content/places/{key}/max_children", "Plätze sind nie negativ."
            )
        for named in place.staff:
            if named not in problem.persons:
                yield Fault(
                    f"/content/places/{key}/staff",
                    f"„{named}“ ist als Person nicht angegeben.",
                )


def _ways(problem: Problem) -> Iterator[Fault]:
    for pointer, minutes in (
        *(
            (f"/content/family_minutes/{'/'.join(pair)}", minutes)
            for pair, minutes in problem.family_minutes.items()
        ),
        *(
            (f"/content/place_minutes/{'/'.join(pair)}", minutes)
            for pair, minutes in problem.place_minutes.items()
        ),
    ):
        if minutes < 0:
            yield Fault(pointer, f"Ein Weg ist nie negativ: {minutes} Minuten.")


def _prices(problem: Problem) -> Iterator[Fault]:
    """Nobody is paid for taking a child away from somebody."""
    for number, link in enumerate(problem.links):
        if (link.held_place_cents or 0) < 0:
            yield Fault(
                f"/content/links/{number}/held_place_cents",
                f"Eine Pauschale ist nie negativ: {link.held_place_cents} Cent.",
            )
    for pair, cost in problem.pair_costs.items():
        if cost < 0:
            yield Fault(
                f"/content/pair_costs/{'/'.join(pair)}",
                f"Kosten sind nie negativ: {cost}.",
            )


def _person_numbers(pointer: str, person: Person) -> Iterator[Fault]:
    counts = {
        "qualification_units": person.qualification_units,
        "inclusion_units": person.inclusion_units,
        "regular_contracts": person.regular_contracts,
        "history_minutes": person.history_minutes,
        "cents_per_hour": person.cents_per_hour,
        "contract_minutes": person.contract_minutes or 0,
        "limits/max_extra_children": person.limits.max_extra_children or 0,
        "permit/places": person.permit.places if person.permit else 0,
    }
    for name, value in counts.items():
        if value < 0:
            yield Fault(f"{pointer}/{name}", f"Der Wert ist nie negativ: {value}.")
    yield from _weeks(pointer, person)
    if person.permit is not None:
        yield from _permit(f"{pointer}/permit", person.permit)


def _weeks(pointer: str, person: Person) -> Iterator[Fault]:
    """Weeks on record that do not begin on a Monday or hold what no week holds."""
    for start, week in person.weeks.items():
        place = f"{pointer}/weeks/{date.fromordinal(start).isoformat()}"
        if weekday(start):
            yield Fault(place, "Eine Woche beginnt am Montag.")
        if week.minutes < 0:
            yield Fault(place, f"Arbeitszeit ist nie negativ: {week.minutes} Minuten.")
        if not 0 <= week.workdays < DAYS_PER_WEEK:
            yield Fault(place, "Eine Woche hat null bis sechs Werktage.")


def _permit(pointer: str, permit: Permit) -> Iterator[Fault]:
    if _after(permit.valid_from, permit.valid_until):
        yield Fault(pointer, "Die Pflegeerlaubnis endet vor ihrem Beginn.")
    if _after(permit.min_age_months, permit.max_age_months):
        yield Fault(pointer, "Das Mindestalter liegt über dem Höchstalter.")


def _after(first: int | None, last: int | None) -> bool:
    return first is not None and last is not None and first > last


def _former(problem: Problem) -> Iterator[Fault]:
    """Substitution before the plan that lies within it."""
    for number, former in enumerate(problem.former_substitutes):
        if former.last_day >= problem.first_day:
            yield Fault(
                f"/content/former_substitutes/{number}/last_day",
                "Frühere Vertretung liegt vor dem ersten geplanten Tag.",
            )


def _dates(problem: Problem) -> Iterator[Fault]:
    """Spans that end before they begin."""
    for table in ("links", "familiarity", "designations", "exclusions", "overrides"):
        for number, item in enumerate(getattr(problem, table)):
            if _after(item.first_day, item.last_day):
                yield Fault(
                    f"/content/{table}/{number}", "Der letzte Tag liegt vor dem ersten."
                )
    for key, person in problem.persons.items():
        for proof in person.credentials:
            if _after(proof.valid_from, proof.valid_until):
                yield Fault(
                    f"/content/persons/{key}/credentials",
                    f"Der Nachweis „{proof.kind}“ endet vor seinem Beginn.",
                )


def _times(problem: Problem) -> Iterator[Fault]:
    """Children and persons who would be at two places, or there while absent."""
    by_child: dict[tuple[str, Day], list[Presence]] = defaultdict(list)
    by_person: dict[tuple[PersonId, Day], list[Presence]] = defaultdict(list)
    for number, presence in enumerate(problem.presences):
        pointer = f"/content/presences/{number}"
        twice = _meeting(presence, by_child[presence.child, presence.day])
        if twice is not None:
            yield Fault(pointer, f"„{presence.child}“ ist zur selben Zeit schon da.")
        elsewhere = _meeting(
            presence,
            (
                other
                for other in by_person[presence.person, presence.day]
                if other.place != presence.place
            ),
        )
        if elsewhere is not None:
            yield Fault(
                pointer,
                f"„{presence.person}“ ist zur selben Zeit am Ort „{elsewhere.place}“.",
            )
        if _absent(problem, presence):
            yield Fault(pointer, f"„{presence.person}“ ist zu dieser Zeit abwesend.")
        by_child[presence.child, presence.day].append(presence)
        by_person[presence.person, presence.day].append(presence)
    for number, need in enumerate(problem.needs):
        there = by_child.get((need.child, need.day), ())
        if any(presence.slot.overlaps(need.slot) for presence in there):
            yield Fault(
                f"/content/needs/{number}/slot",
                f"„{need.child}“ hat Bedarf und ist zugleich regulär betreut.",
            )


def _meeting(presence: Presence, others: Iterable[Presence]) -> Presence | None:
    return next((o for o in others if o.slot.overlaps(presence.slot)), None)


def _absent(problem: Problem, presence: Presence) -> bool:
    person = problem.persons.get(presence.person)
    absences = person.absent.get(presence.day, ()) if person else ()
    return any(slot.overlaps(presence.slot) for slot in absences)
