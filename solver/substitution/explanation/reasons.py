"""Reasons: why this person, why this gap, and the sentence of every fact."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from solver.result import StopCheck
from solver.sentences import Sentences
from solver.slots import Slot, subtracted
from solver.substitution.audit import KNOWN_PARTS
from solver.substitution.capacity import fullest
from solver.substitution.explanation.answers import ANSWERS
from solver.substitution.explanation.difference_answers import DIFFERENCE_ANSWERS
from solver.substitution.explanation.gap_reasons import (
    GAP_REASONS,
    nobody_linked,
    not_examined,
    unforced,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.linked import links_of
from solver.substitution.plan import (
    AssignmentReason,
    Gap,
    Option,
    OptionSet,
    RefusalReason,
)
from solver.substitution.problem import Need, NeedId
from solver.substitution.rules import catalogue

#: Sentence of an assignment; its gaps are the facts of an ``AssignmentReason``.
ASSIGNMENT_SENTENCE = (
    "{person} übernimmt {child} am {day} von {start} bis {end} ({model},"
    " {designated}): {familiarity}, {extra_way} Mehrweg, belegte Plätze dann:"
    " {present}; {others}."
)
SENTENCES = Sentences(
    (*catalogue(), KNOWN_PARTS, *GAP_REASONS, *ANSWERS, *DIFFERENCE_ANSWERS)
)
sentence = SENTENCES.told


def reasons(
    index: ProblemIndex, options: OptionSet, assignments: Sequence[Option]
) -> tuple[AssignmentReason, ...]:
    """Why each assignment: facts about the person and what else was possible."""
    possible: dict[NeedId, set[str]] = {}
    for option in options.options:
        possible.setdefault(option.need, set()).add(option.person)
    by_person: dict[tuple[str, int], list[Option]] = {}
    for option in assignments:
        by_person.setdefault((option.person, option.day), []).append(option)
    found: list[AssignmentReason] = []
    for option in assignments:
        together = by_person[option.person, option.day]
        others = possible.get(option.need, set()) - {option.person}
        facts = _choice(index, option, together, len(others))
        found.append(AssignmentReason(option, facts))
    return tuple(found)


def _choice(
    index: ProblemIndex, option: Option, together: Iterable[Option], others: int
) -> dict[str, int | str]:
    """Facts of one choice; ``present`` counts places while the child is there."""
    child, person, day = option.child, option.person, option.day
    while_there = [o for o in together if o.slot.overlaps(option.slot)]
    load = index.person_load(person, day)
    present, _ = fullest(while_there, index.weight, load)
    regular = index.needs[option.need].regular_place
    extra = index.extra_way(child, regular, option.place)
    designated = person in index.designated(child, day)
    return {
        "person": person,
        "child": child,
        "place": option.place,
        "day": iso(day),
        "start": option.slot.start,
        "end": option.slot.end,
        "model": option.model.value,
        "designated": "yes" if designated else "no",
        "familiarity": index.familiarity(child, person, day).name.lower(),
        "extra_way": "unreachable" if extra is None else extra,
        "present": present,
        "others": others,
    }


def gaps(
    index: ProblemIndex,
    rules: RuleSet,
    options: OptionSet,
    assignments: Sequence[Option],
    give_up: StopCheck = lambda: False,
) -> tuple[Gap, ...]:
    """What nobody takes, and for every person who came into question why not.

    Who was refused outright is named with the refusing rule. Who had an option is
    named with the joint rule that would break if it were added to the plan, or that
    it breaks none. Where nobody may be asked at all, that is the reason.

    Parameters
    ----------
    give_up
        Asked again and again; once true the reason of a gap is that nobody looked for
        one.
    """
    taken: dict[NeedId, list[Option]] = {}
    for option in assignments:
        taken.setdefault(option.need, []).append(option)
    possible: dict[NeedId, list[Option]] = {}
    for option in options.options:
        possible.setdefault(option.need, []).append(option)
    found: list[Gap] = []
    for need in index.problem.needs:
        pieces = [option.slot for option in taken.get(need.id, ())]
        for slot in subtracted(index.segments[need.id], pieces):
            mine = taken.get(need.id, ())
            own = () if give_up() else possible.get(need.id, ())
            asked = [_beside(one, mine, slot) for one in _one_option_each(own, slot)]

            def blocked(option: Option, mine: Sequence[Option] = mine) -> RefusalReason:
                return (
                    breach_with(index, rules, option, assignments)
                    or _refused(index, rules, option)
                    or unforced(index, rules, option, mine)
                )

            refused = options.refusals.get(need.id, ())
            why = _unless(give_up, blocked, asked)
            told = () if why is None else _one_per_person((*why, *refused))
            if not told:
                told = (_nobody(index, need, looked=why is not None),)
            found.append(Gap(need.id, need.child, need.day, slot, told))
    return tuple(found)


def _nobody(index: ProblemIndex, need: Need, *, looked: bool) -> RefusalReason:
    """Nobody may be asked, or nobody was asked while there was time."""
    if looked and not any(True for _ in links_of(index, need)):
        return nobody_linked(need)
    return not_examined(need)


def _unless(
    give_up: StopCheck,
    blocked: Callable[[Option], RefusalReason],
    options: Sequence[Option],
) -> list[RefusalReason] | None:
    """What blocks each option; ``None`` if there is no time to find out for all."""
    found: list[RefusalReason] = []
    for option in options:
        if give_up():
            return None
        found.append(blocked(option))
    return None if give_up() else found


def _one_option_each(options: Iterable[Option], slot: Slot) -> Iterable[Option]:
    """The first option in a gap for each person and place: its reason is told."""
    found: dict[tuple[str, str], Option] = {}
    for option in options:
        if option.slot.overlaps(slot):
            found.setdefault((option.person, option.place), option)
    return found.values()


def _beside(option: Option, mine: Sequence[Option], gap: Slot) -> Option:
    """What of an option is in the gap, where the rest is the child's already.

    That a child cannot be with two at once is no reason for a gap; that it would be
    handed over, or that this adds too little, is.
    """
    inside = option.slot.intersection(gap)
    if inside is None or not any(o.slot.overlaps(option.slot) for o in mine):
        return option
    return replace(option, slot=inside)


def _refused(
    index: ProblemIndex, rules: RuleSet, option: Option
) -> RefusalReason | None:
    """The rule that refuses a part of an option, as being too short."""
    for rule in rules.pair:
        refusal = rule.refuse(index, option)
        if refusal is not None:
            return RefusalReason(
                option.person, option.place, refusal.rule, refusal.facts
            )
    return None


def _one_per_person(reasons: Iterable[RefusalReason]) -> tuple[RefusalReason, ...]:
    """The first reason for each person and place."""
    found: dict[tuple[str, str | None], RefusalReason] = {}
    for reason in reasons:
        found.setdefault((reason.person, reason.place), reason)
    return tuple(found.values())


def breach_with(
    index: ProblemIndex,
    rules: RuleSet,
    option: Option,
    assignments: Sequence[Option],
) -> RefusalReason | None:
    """The joint rule that breaks if the option joins the plan.

    One that what is fixed breaks with it already goes first: no other plan would help.
    """
    near = [
        other
        for other in assignments
        if other.person == option.person
        or other.child == option.child
        or (other.place == option.place and other.day == option.day)
    ]
    found: RefusalReason | None = None
    for rule in rules.joint:
        alone = next(iter(rule.breaches(index, (option,))), None)
        if alone is None and found is not None:
            continue
        # Beside others too: some of them may heal what one alone breaks.
        beside = next(iter(rule.breaches(index, (*near, option))), None)
        if beside is None:
            continue
        told = beside if alone is None else alone
        found = RefusalReason(option.person, option.place, rule.id, told.facts)
        if alone is not None:
            return found
    return found
