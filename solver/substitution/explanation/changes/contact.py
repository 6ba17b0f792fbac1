"""A contact: the child gets to know a person as well as the profile asks."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.substitution.explanation.answers import CHANGE_CONTACT
from solver.substitution.explanation.changes.change import (
    Change,
    ChangeKind,
    Kind,
    Lack,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import (
    Familiarity,
    FamiliarityRecord,
    Link,
    Model,
    Problem,
)

#: Getting to know a stranger is more than seeing somebody again.
_STRANGER = len(Familiarity)


class NewContact(Kind):
    """Contact visits raise the state of the pair; a stranger becomes a known person."""

    kind = ChangeKind.CONTACT
    answers = frozenset({"familiarity-level", "cooperation"})

    def of(self, index: ProblemIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:
        """One change to the level asked; its size are the levels that are missing."""
        option = lack.option
        unlinked = "cooperation" in lack.rules
        if not lack.rules or lack.need.absent == option.person:
            return
        level = _level(index, rules, option)
        known = index.familiarity(option.child, option.person, option.day)
        alter = partial(_acquainted, lack=lack, level=level, unlinked=unlinked)
        yield Change(
            self.kind,
            max(1, level - known) + (_STRANGER if unlinked else 0),
            option,
            (option.child, option.person, option.place, level),
            CHANGE_CONTACT.id,
            {
                "child": option.child,
                "day": iso(option.day),
                "person": option.person,
                "required_familiarity": level.name.lower(),
            },
            partial(alter, index.problem),
            alter,
        )


def _level(index: ProblemIndex, rules: RuleSet, option: Option) -> Familiarity:
    """The level asked, as the refusing rule tells it; at least having met."""
    for rule in rules.pair:
        if rule.id == "familiarity-level":
            refusal = rule.refuse(index, option)
            if refusal is not None:
                return Familiarity[str(refusal.facts["required_familiarity"]).upper()]
    return Familiarity.MET


def _acquainted(
    problem: Problem, lack: Lack, level: Familiarity, *, unlinked: bool
) -> Problem:
    option: Option = lack.option
    record = FamiliarityRecord(
        option.child, option.person, level, problem.first_day, problem.last_day
    )
    changed = replace(problem, familiarity=(*problem.familiarity, record))
    if not unlinked:
        return changed
    link = Link(
        lack.need.absent,
        option.person,
        option.place,
        Model.KNOWN_PERSON,
        children=frozenset({option.child}),
    )
    return replace(changed, links=(*problem.links, link))
