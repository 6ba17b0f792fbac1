"""German titles of rules by their ids."""

from service.profiles.registry import rule_classes
from solver.rule import RuleId

#: Rules that are named on a plan but not built yet.
NOT_BUILT = {
    "weekly-hours": "Wochenstunden Angestellter",
    "longest-duration": "längste Dauer einer Vertretung",
    "distinct-persons": "höchste Zahl verschiedener Personen je Kind",
    "siblings-together": "Geschwister zusammen",
}


def rule_title(rule: str) -> str:
    """The title of a rule; its id where it has none."""
    built = rule_classes().get(RuleId(rule))
    return built.info.title if built else NOT_BUILT.get(rule, rule)
