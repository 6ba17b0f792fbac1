"""German titles of rules by their ids."""

from service.profiles.registry import rule_classes
from solver.rule import RuleId


def rule_title(rule: str) -> str:
    """The title of a rule; its id where it has none."""
    built = rule_classes().get(RuleId(rule))
    return built.info.title if built else rule
