"""Minutes that options add to a person's day as terms, with as few rows as possible.

At one place there are no ways, and what is worked is the union of what is taken: where
one child alone can be there, its pieces say it themselves; elsewhere one variable per
stretch does, bound from below only. Days that combine places need ``workday``'s model.
"""

from collections import defaultdict
from itertools import pairwise

from solver.linear import Terms, Var
from solver.slots import Day, DayClock, Slot, subtracted
from solver.substitution.daywork import fixed_stays
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId, PlaceId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables
from solver.substitution.workday import day_model, option_groups


def work_terms(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day
) -> tuple[Terms, bool]:
    """Terms no less than the minutes added, equal to them where that is admitted.

    Only for rows that bound them from above. The second value says whether what is
    fixed on the day is counted among the terms.
    """
    terms: list[tuple[Var, int]] = []
    with_fixed = False
    for places in option_groups(index, variables, person, day):
        key = person, day, frozenset(places)
        if len(places) > 1 or key in variables.days:
            model = day_model(index, variables, person, day, places)
            terms.extend(model.work_terms())
            lowers = variables.model.lowers
            with_fixed = with_fixed or any(lowers[var] for var, _ in terms)
        else:
            terms.extend(_at_one_place(index, variables, person, day, min(places)))
    return tuple(terms), with_fixed


def _at_one_place(
    index: ProblemIndex,
    variables: Variables,
    person: PersonId,
    day: Day,
    place: PlaceId,
) -> Terms:
    """Union of the options at a place outside of what is fixed there."""
    options = [o for o in variables.of_person_day(person, day) if o.place == place]
    fixed = [slot for where, slot in fixed_stays(index, person, day) if where == place]
    name = f"{person} am Tag {day}: an {place}"
    clock = index.clock(day)
    core = max(o.slot.start for o in options), min(o.slot.end for o in options)
    if not fixed and core[0] < core[1]:
        return _around(variables, options, Slot(*core), clock, name)
    minutes: dict[frozenset[Var], int] = {}
    there: dict[frozenset[Var], list[Option]] = {}
    for stretch in _stretches(options, fixed):
        found = [o for o in options if o.slot.contains(stretch)]
        key = frozenset(variables.taken(o) for o in found)
        minutes[key] = minutes.get(key, 0) + clock.minutes(stretch)
        there[key] = found
    terms: list[tuple[Var, int]] = []
    for key, found in there.items():
        taken = [variables.taken(o) for o in found]
        if len({o.child for o in found}) > 1:
            taken = [any_of(variables, taken, name)]
        terms.extend((var, minutes[key]) for var in taken if minutes[key])
    return tuple(terms)


def _stretches(options: list[Option], fixed: list[Slot]) -> list[Slot]:
    """The options' time outside of what is fixed, cut where any begins or ends."""
    cuts = sorted({minute for o in options for minute in (o.slot.start, o.slot.end)})
    return [
        left
        for start, end in pairwise(cuts)
        if any(o.slot.contains(Slot(start, end)) for o in options)
        for left in subtracted((Slot(start, end),), fixed)
    ]


def _around(
    variables: Variables,
    options: list[Option],
    core: Slot,
    clock: DayClock,
    name: str,
) -> Terms:
    """Union of options that all share the minutes of ``core``: one stretch.

    Towards the core the union only grows, and so do the variables. A child needs a row
    only where one of its pieces begins (or, behind the core, ends).
    """
    before: dict[int, list[Option]] = defaultdict(list)
    after: dict[int, list[Option]] = defaultdict(list)
    for option in options:
        before[clock.between(core.start, option.slot.start)].append(option)
        after[clock.between(option.slot.end, core.end)].append(option)
    # Distances to the core, the farthest (most negative) first; it is reached at 0.
    terms = _towards(variables, before, clock.minutes(core), name)
    return (*terms, *_towards(variables, after, 0, name))


def _towards(
    variables: Variables, joining: dict[int, list[Option]], beyond: int, name: str
) -> Terms:
    """Terms for the stretches up to the core, which itself is ``beyond`` long."""
    model = variables.model
    terms: list[tuple[Var, int]] = []
    pieces: dict[ChildId, list[tuple[Var, int]]] = defaultdict(list)
    waiting: dict[ChildId, None] = {}
    last: Var | None = None
    distances = sorted(joining)
    for distance, following in zip(distances, (*distances[1:], beyond), strict=True):
        for option in joining[distance]:
            pieces[option.child].append((variables.taken(option), 1))
            waiting[option.child] = None
        minutes = following - distance
        if distance == beyond:
            break
        if len(pieces) == 1:
            terms.extend((var, minutes) for own in pieces.values() for var, _ in own)
            continue
        there = model.new_bool(name)
        for child in waiting:
            model.add_at_most((*pieces[child], (there, -1)), 0, name)
        if last is not None:
            model.add_at_most(((last, 1), (there, -1)), 0, name)
        waiting, last = {}, there
        terms.append((there, minutes))
    return tuple(terms)
