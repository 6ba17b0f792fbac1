"""From a profile to a rule set: defaults, numbers, and every way to get it wrong."""

import random
from dataclasses import replace

import pytest

from solver.errors import ProfileError
from solver.profile import Level, Parameter, RuleProfile, RuleSetting
from solver.result import SolveLimits
from solver.rule import RuleId
from solver.substitution import planning
from solver.substitution.kinds import Handover
from solver.substitution.rules import DEFAULT_TIERS, RULES, load_rules
from tests.solver.build import a_profile
from tests.solver.worlds import a_world


def switched_off(rule: str) -> RuleProfile:
    setting = RuleSetting(RuleId(rule), active=False)
    return replace(a_profile(), settings={RuleId(rule): setting})


def test_defaults_hold_where_the_profile_says_nothing():
    rules = load_rules(a_profile())
    assert {r.id for r in (*rules.pair, *rules.joint)} == {r.info.id for r in RULES}
    assert tuple(w.id for w in rules.wishes) == DEFAULT_TIERS
    assert rules.pieces.handover is Handover.SAME_PLACE


def test_every_rule_of_the_catalogue_is_built_and_checked():
    assert load_rules(a_profile()).not_checked == ()


def test_a_practice_may_be_switched_off_and_is_listed():
    rules = load_rules(switched_off("familiarity-level"))
    assert "familiarity-level" in rules.not_checked
    assert "familiarity-level" not in {r.id for r in rules.pair}


def test_a_law_may_not():
    with pytest.raises(ProfileError, match="Gesetz"):
        load_rules(switched_off("breaks"))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"breaks": {"alone_hours": 6}}, "alone_hours"),
        ({"breaks": {"alone_minutes": "sechs"}}, "eine ganze Zahl"),
        ({"breaks": {"alone_minutes": True}}, "eine ganze Zahl"),
        ({"breaks": {"break_minutes": 60}}, "long_break_minutes"),
        ({"familiarity_level": {"level": "gut"}}, "level"),
        ({"one_person_at_a_time": {"handover": "manchmal"}}, "handover"),
        ({"present_in_shared_setting": {"places_by_persons": {"2": 9}}}, "Lücke"),
        ({"present_in_shared_setting": {"places_by_persons": {"x": 9}}}, "ungültig"),
        ({"daily_limit": {"extended_minutes": 400}}, "extended_minutes"),
        ({"permit": {"kinds": ("nanny",)}}, "nanny"),
        ({"uncovered": {"urgency_order": ("2", "2")}}, "doppelt"),
        ({"familiarity": {"met": 0}}, "steigen"),
        ({"rule_nobody_knows": {}}, "rule-nobody-knows"),
    ],
)
def test_a_wrong_number_is_refused_with_a_sentence(settings, said):
    with pytest.raises(ProfileError, match=said):
        load_rules(a_profile(**settings))


@pytest.mark.parametrize(
    "tiers",
    [(), ("uncovered", "uncovered"), ("uncovered", "breaks")],
    ids=["none", "twice", "no_wish"],
)
def test_tiers_are_wishes_each_once(tiers):
    profile = replace(a_profile(), tiers=tuple(RuleId(t) for t in tiers))
    with pytest.raises(ProfileError, match="Stufen"):
        load_rules(profile)


def test_the_order_in_which_rules_post_does_not_matter(monkeypatch):
    original = planning.load_rules
    for seed in range(12):
        problem, profile = a_world(seed)
        limits = SolveLimits(seconds=120, workers=1)
        before = planning.solve(problem, profile, limits).plan

        def shuffled(profile, seed=seed):
            rules = original(profile)
            joint = list(rules.joint)
            random.Random(seed).shuffle(joint)
            return replace(rules, joint=tuple(joint))

        monkeypatch.setattr(planning, "load_rules", shuffled)
        after = planning.solve(problem, profile, limits).plan
        monkeypatch.setattr(planning, "load_rules", original)
        assert [t.value for t in after.tiers] == [t.value for t in before.tiers]


def test_a_number_keeps_the_level_that_decided_it():
    parameter = Parameter(300, Level.MUNICIPALITY)
    setting = RuleSetting(RuleId("breaks"), {"alone_minutes": parameter})
    profile = replace(a_profile(), settings={RuleId("breaks"): setting})
    rule = next(r for r in load_rules(profile).joint if r.id == "breaks")
    assert rule.parameters.alone_minutes == 300
