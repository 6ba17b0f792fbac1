"""A plan and what it chooses from: who takes which child when, what stays open."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.rule import Facts, RuleId
from solver.slots import Day, Slot
from solver.substitution.problem import ChildId, Cover, Model, NeedId, PersonId, PlaceId
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class Option:
    """The decision atom: one piece of a need with one person at one place."""

    need: NeedId
    child: ChildId
    day: Day
    slot: Slot
    person: PersonId
    place: PlaceId
    model: Model

    def __hash__(self) -> int:
        """Of what tells options apart: tables of options are looked into very often."""
        slot = self.slot
        return hash((self.need, slot.start, slot.end, self.person, self.place))

    @property
    def cover(self) -> Cover:
        """The same fact without the need it answers."""
        return Cover(self.child, self.day, self.slot, self.person, self.place)


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """One person who could not take (part of) a need: the rule and its facts."""

    person: PersonId
    place: PlaceId | None
    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class OptionSet:
    """Options in stable order, and per need who could not take (all of) it and why.

    A refusal names the first rule that refused the whole open stretch; the same person
    may still have options for parts of it.
    """

    options: tuple[Option, ...]
    refusals: Mapping[NeedId, tuple[RefusalReason, ...]]


@dataclass(frozen=True, slots=True)
class AssignmentReason:
    """Why this person: facts about the choice and what else was possible."""

    option: Option
    facts: Facts


@dataclass(frozen=True, slots=True)
class Gap:
    """Minutes of a need nobody takes, and who was refused by which rule."""

    need: NeedId
    child: ChildId
    day: Day
    slot: Slot
    refusals: tuple[RefusalReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What was decided. Fixed cover is not repeated here; the problem holds it.

    ``unique`` says it is proven that no other plan has this value on every tier and
    stands before it in the final tie-break: every run that proves so has this plan.
    """

    assignments: tuple[Option, ...]
    gaps: tuple[Gap, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    reasons: tuple[AssignmentReason, ...] = ()
    not_checked: tuple[RuleId, ...] = ()
    unique: bool = False
