"""German titles of rules by their ids."""

from service.profiles.matching_rules import MATCHING
from service.profiles.registry import SUBSTITUTION
from solver.rule import RuleId


def rule_title(rule: str) -> str:
    """The title of a rule of any problem; its id where it has none."""
    for catalogue in (SUBSTITUTION, MATCHING):
        built = catalogue.rules.get(RuleId(rule))
        if built is not None:
            return built.info.title
    return rule
