"""Each rule made a little too tight or too loose: the agreement tests must notice.

Over-tight rules are the silent kind: every answer still looks right. Only a difference
counts as noticed; a world in which a mutant breaks the engine is passed over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from solver.errors import EngineFault
from solver.linear import LinearModel, Row
from solver.rule import Refusal, RuleId
from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.kinds import JointRule, PairRule, Wish
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId
from solver.substitution.rules import RULES, WISHES
from solver.substitution.rules.changes import FewChanges
from solver.substitution.rules.fixed_cover import FixedCoverStays
from solver.substitution.rules.persons_deployed import FewPersons
from solver.substitution.rules.spare_places import SparePlaces
from tests.solver.agreement import (
    audit_disagreement,
    model_disagreement,
    windows_disagreement,
)

JOINT = [r for r in RULES if issubclass(r, JointRule)]
#: Fixed cover posts no row that could be moved: each option is refused alone, so its
#: mutants are those of a pair rule.
POSTING = [r for r in JOINT if r is not FixedCoverStays]
REFUSING = [r for r in RULES if issubclass(r, PairRule) and r not in POSTING]
TIMED = [r for r in RULES if issubclass(r, PairRule) and r.timed]
pytestmark = pytest.mark.slow
#: Worlds looked at until a mutant is noticed.
ENOUGH = 1000
#: Of a rule that the first worlds rarely meet at its limit, others are asked.
ELSEWHERE = {RuleId("weekly-hours"): 1600}


def noticed(disagreement: Callable[[int], str | None], first: int = 0) -> bool:
    return any(_differs(disagreement, seed) for seed in range(first, first + ENOUGH))


def _differs(disagreement: Callable[[int], str | None], seed: int) -> bool:
    """Whether a world shows the difference; one that breaks the engine shows none."""
    try:
        return disagreement(seed) is not None
    except EngineFault:
        return False


# --- pair rules: the option they see is bent a little


STEP = 5


def grown(slot: Slot) -> Slot:
    """A step longer on both sides, as far as the day goes."""
    return Slot(max(0, slot.start - STEP), min(MINUTES_PER_DAY, slot.end + STEP))


def shrunk(slot: Slot) -> Slot:
    """A step shorter on both sides, if anything is left then."""
    if slot.minutes <= 2 * STEP:
        return slot
    return Slot(slot.start + STEP, slot.end - STEP)


def longer(option: Option) -> Option:
    return replace(option, slot=grown(option.slot))


def shorter(option: Option) -> Option:
    return replace(option, slot=shrunk(option.slot))


def tomorrow(option: Option) -> Option:
    return replace(option, day=Day(option.day + 1))


def yesterday(option: Option) -> Option:
    return replace(option, day=Day(option.day - 1))


#: Per rule how an option is bent so that the rule is too tight, and too loose.
BENT: dict[str, tuple[Callable, Callable]] = {
    "availability": (longer, shorter),
    "place-open": (longer, shorter),
    "place-usable": (longer, shorter),
    "piece-length": (shorter, longer),
    "credentials": (tomorrow, yesterday),
    "permit": (longer, shorter),
    "personal-limits": (tomorrow, yesterday),
    "exclusions": (yesterday, tomorrow),
    "fixed-cover": (longer, shorter),
}
#: Where bending an option changes nothing, a number or a set is changed.
NUMBERS: dict[str, tuple[dict, dict]] = {
    "qualification": (
        {"min_units": 161, "professional_units": 81, "inclusion_units": 101},
        {"min_units": 159, "professional_units": 79, "inclusion_units": 99},
    ),
    "familiarity-level": ({"level": "settled"}, {"level": "met"}),
    "capabilities": ({"by_lessons": ()}, {"by_lessons": ("inclusion", "infant")}),
}


@pytest.mark.parametrize("mutant", ["too_tight", "too_loose"])
@pytest.mark.parametrize("rule", REFUSING, ids=lambda r: r.info.id)
def test_a_bent_pair_rule_is_noticed(
    rule: type[PairRule], mutant: str, monkeypatch: pytest.MonkeyPatch
):
    tight = mutant == "too_tight"
    original = rule.refuse
    name = rule.info.id
    if name in BENT:
        bend = BENT[name][not tight]

        def bent(self, index, option):
            return original(self, index, bend(option))

    elif name in NUMBERS:
        numbers = NUMBERS[name][not tight]

        def bent(self, index, option):
            other = rule(replace(self.parameters, **numbers))
            return original(other, index, option)

    else:
        bent = _by_hand(original, name, tight=tight)
    monkeypatch.setattr(rule, "refuse", bent)
    if rule.timed:  # what is exactly at the limit is found sooner by its windows
        assert noticed(partial(windows_disagreement, rule), 2000)
    else:
        assert noticed(audit_disagreement, 1000)


def _by_hand(original: Callable, name: str, *, tight: bool) -> Callable:
    """Rules whose limit lies in the problem."""

    def cooperation(self, index, option):
        if tight and option.place != index.needs[option.need].regular_place:
            return Refusal(self.id, {})
        return None if not tight else original(self, index, option)

    def extra_way(self, index, option):
        regular = index.needs[option.need].regular_place
        pair = option.child, option.place
        ways = dict(index.problem.family_minutes)
        if pair in ways and option.place != regular:
            ways[pair] += 5 if tight else -5
        changed = type(index)(replace(index.problem, family_minutes=ways))
        return original(self, changed, option)

    return {"cooperation": cooperation, "extra-way-limit": extra_way}[name]


@pytest.mark.parametrize("bend", [shrunk, grown], ids=["too_tight", "too_loose"])
@pytest.mark.parametrize("rule", TIMED, ids=lambda r: r.info.id)
def test_bent_windows_are_noticed(
    rule: type[PairRule], bend: Callable[[Slot], Slot], monkeypatch: pytest.MonkeyPatch
):
    original = rule.windows

    def bent(self, index, option) -> Sequence[Slot]:
        return [bend(slot) for slot in original(self, index, option)]

    monkeypatch.setattr(rule, "windows", bent)
    assert noticed(partial(windows_disagreement, rule), 2000)


# --- joint rules: every bound they post is moved by one


@pytest.mark.parametrize("by", [-1, 1], ids=["too_tight", "too_loose"])
@pytest.mark.parametrize("rule", POSTING, ids=lambda r: r.info.id)
def test_a_moved_bound_in_a_joint_rule_is_noticed(
    rule: type[JointRule], by: int, monkeypatch: pytest.MonkeyPatch
):
    original = rule.post

    def moved(self, index, variables):
        before = len(variables.model.rows)
        original(self, index, variables)
        rows = variables.model.rows
        rows[before:] = [_moved(variables.model, row, by) for row in rows[before:]]

    monkeypatch.setattr(rule, "post", moved)
    assert noticed(model_disagreement, ELSEWHERE.get(rule.info.id, 0))


def _moved(model: LinearModel, row: Row, by: int) -> Row:
    """Links of auxiliary variables (bound 0) stay; limits move, as far as they can."""
    if row.upper is None or (row.upper == 0 and any(c < 0 for _, c in row.terms)):
        return row
    step = by * max(1, _least(row))
    least = sum(c * model.lowers[v] for v, c in row.terms if c > 0)
    least += sum(c * model.uppers[v] for v, c in row.terms if c < 0)
    return replace(row, upper=max(least, row.upper + step))


def _least(row: Row) -> int:
    """The smallest step that can matter in a row of minutes."""
    return 5 if any(abs(c) >= 15 for _, c in row.terms) else 1


@pytest.mark.parametrize("rule", JOINT, ids=lambda r: r.info.id)
def test_a_joint_check_that_sees_nothing_is_noticed(
    rule: type[JointRule], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rule, "breaches", lambda *_: ())
    assert noticed(audit_disagreement, 1000)


@pytest.mark.parametrize("rule", JOINT, ids=lambda r: r.info.id)
def test_a_joint_check_that_sees_too_much_is_noticed(
    rule: type[JointRule], monkeypatch: pytest.MonkeyPatch
):
    original = rule.breaches

    def twice(self, index, assignments: Iterable[Option]):
        # Whoever has one assignment more than she was given is sooner over the limit.
        return original(self, index, [*assignments, *_shifted(rule, assignments)])

    monkeypatch.setattr(rule, "breaches", twice)
    assert noticed(audit_disagreement, 1000)


def _shifted(rule: type[JointRule], assignments: Iterable[Option]) -> list[Option]:
    """The same again: a little longer, or what else the rule counts."""
    changes: dict[str, Callable[[Option], dict]] = {
        "contracts": lambda o: {"child": ChildId(f"{o.child} doppelt")},
        "longest-duration": lambda o: {"day": Day(o.day + 1)},
        "distinct-persons": lambda o: {"person": PersonId(f"{o.person} doppelt")},
    }
    longer = changes.get(
        rule.info.id, lambda o: {"slot": Slot(o.slot.start, o.slot.end + 15)}
    )
    return [replace(o, **longer(o)) for o in assignments]


# --- wishes: the price in the model is not the value counted


@pytest.mark.parametrize("by", [-1, 1], ids=["too_cheap", "too_dear"])
@pytest.mark.parametrize("wish", WISHES, ids=lambda w: w.info.id)
def test_a_wish_that_prices_wrongly_is_noticed(
    wish: type[Wish], by: int, monkeypatch: pytest.MonkeyPatch
):
    original = wish.cost

    def mispriced(self, index, variables):
        cost = original(self, index, variables)
        terms = tuple(
            (v, c + (by if i == 0 else 0)) for i, (v, c) in enumerate(cost.terms)
        )
        return replace(cost, terms=terms)

    monkeypatch.setattr(wish, "cost", mispriced)
    assert noticed(model_disagreement)


@pytest.mark.parametrize("by", [-1, 1], ids=["too_tight", "too_loose"])
def test_a_moved_bound_of_the_reserve_is_noticed(
    by: int, monkeypatch: pytest.MonkeyPatch
):
    _move_rows(monkeypatch, SparePlaces, by)
    assert noticed(model_disagreement)


def test_persons_who_need_not_be_counted_are_noticed(monkeypatch: pytest.MonkeyPatch):
    _move_rows(monkeypatch, FewPersons, 1)
    assert noticed(model_disagreement)


def test_a_change_that_costs_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch):
    _move_rows(monkeypatch, FewChanges, -1)
    assert noticed(model_disagreement)


def _move_rows(monkeypatch: pytest.MonkeyPatch, wish: type[Wish], by: int) -> None:
    """Every bound of the wish's own rows is moved."""
    original = wish.cost

    def moved(self, index, variables):
        rows = variables.model.rows
        before = len(rows)
        cost = original(self, index, variables)
        rows[before:] = [
            replace(
                row,
                lower=None if row.lower is None else row.lower + by,
                upper=None if row.upper is None else row.upper + by,
            )
            for row in rows[before:]
        ]
        return cost

    monkeypatch.setattr(wish, "cost", moved)
