"""Which rules and settings a profile may speak of, with their parameters."""

from dataclasses import fields
from functools import cache
from typing import Any

from service.profiles.planning_rules import DERIVATIONS
from solver.rule import Binding, Rule
from solver.substitution.rules import RULES, WISHES


@cache
def rule_classes() -> dict[str, type[Rule[Any]]]:
    """Built rules and wishes by id."""
    return {cls.info.id: cls for cls in (*RULES, *WISHES)}


@cache
def parameter_types() -> dict[str, type[Any]]:
    """Type of the parameters of each rule, wish and derivation."""
    rules = {key: cls.parameters_type for key, cls in rule_classes().items()}
    return {**rules, **DERIVATIONS}


@cache
def parameter_names(rule: str) -> frozenset[str]:
    """Names of the parameters of a rule; empty where it has none."""
    kind = parameter_types().get(rule)
    return frozenset(field.name for field in fields(kind)) if kind else frozenset()


def is_law(rule: str) -> bool:
    """Whether the rule is law, which nobody switches off."""
    cls = rule_classes().get(rule)
    return cls is not None and cls.info.binding is Binding.LAW
