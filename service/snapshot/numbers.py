"""Numbers of the profile that decide what a snapshot reads."""

from solver.profile import RuleProfile
from solver.rule import RuleId


def number_of(profile: RuleProfile, rule: str, parameter: str) -> int:
    """A whole number of a rule; 0 where it holds none."""
    setting = profile.settings.get(RuleId(rule))
    found = setting.parameters.get(parameter) if setting else None
    return found.value if found and isinstance(found.value, int) else 0


def is_limited(profile: RuleProfile, rule: str) -> bool:
    """Whether a rule that some have no number for holds here."""
    setting = profile.settings.get(RuleId(rule))
    return bool(setting and setting.active and number_of(profile, rule, "limited"))
