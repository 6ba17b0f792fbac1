"""Every single change for a gap, smallest first; there are no others."""

from collections.abc import Iterable, Iterator

from solver.explanation.change import offered
from solver.explanation.refusals import refusals_of
from solver.rule import RuleId
from solver.slots import Slot
from solver.substitution.explanation.changes.change import (
    Change,
    Kind,
    Lack,
)
from solver.substitution.explanation.changes.contact import NewContact
from solver.substitution.explanation.changes.hours import MoreHours
from solver.substitution.explanation.changes.person import one_more_person
from solver.substitution.explanation.changes.place import MorePlaces
from solver.substitution.explanation.changes.qualification import Learn
from solver.substitution.explanation.changes.way import LongerWay
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.linked import links_of
from solver.substitution.plan import Gap, Option
from solver.substitution.problem import Model, Need, PersonId, PlaceId

KINDS: tuple[Kind, ...] = (
    MorePlaces(),
    MoreHours(),
    NewContact(),
    Learn(),
    LongerWay(),
)
_TOO_SHORT = RuleId("piece-length")


def changes_for(index: ProblemIndex, rules: RuleSet, gap: Gap) -> tuple[Change, ...]:
    """The catalogue for one gap, in the order of kind, size and ids.

    For each person and place that comes into question (linked ones, and homes the
    family can reach) the rules are asked what they have against her taking the whole
    gap, or the whole open stretch around it. Where one kind answers all they say,
    that is a change; last comes one more person.
    """
    found = list(offered(index, rules, KINDS, lacks_of(index, rules, gap)))
    found.sort(
        key=lambda change: (
            change.kind,
            change.size,
            change.option.person,
            change.option.place,
            change.option.slot.minutes,
        )
    )
    need = index.needs[gap.need]
    spans = _spans(index, need, gap.slot)
    return (*found, *(one_more_person(index, need, slot) for slot in spans))


def _spans(index: ProblemIndex, need: Need, slot: Slot) -> tuple[Slot, ...]:
    """The gap itself, and the open stretch it is what is left of."""
    whole = next(s for s in index.segments[need.id] if s.contains(slot))
    return (slot,) if whole == slot else (slot, whole)


def lacks_of(index: ProblemIndex, rules: RuleSet, gap: Gap) -> Iterator[Lack]:
    """Who could take the gap at which place, and all that the rules have against it."""
    need = index.needs[gap.need]
    for person, place, model in _pairs(index, need):
        for span in _spans(index, need, gap.slot):
            option = Option(need.id, need.child, need.day, span, person, place, model)
            refusals = refusals_of(index, rules, option)
            if span not in index.segments[need.id]:
                # A longer piece may take in the rest that is too short by itself.
                refusals = tuple(r for r in refusals if r.rule != _TOO_SHORT)
            yield Lack(option, refusals, need)


def _pairs(
    index: ProblemIndex, need: Need
) -> Iterable[tuple[PersonId, PlaceId, Model]]:
    """Linked persons and places, then strangers whose home the family can reach."""
    linked = {
        (link.substitute, link.place): link.model for link in links_of(index, need)
    }
    pairs = [(person, place, model) for (person, place), model in linked.items()]
    ways = index.problem.family_minutes
    for person in index.problem.persons.values():
        home = person.home
        if (
            home is not None
            and person.id != need.absent
            and (person.id, home) not in linked
            and (need.child, home) in ways
        ):
            pairs.append((person.id, home, Model.KNOWN_PERSON))
    return pairs
