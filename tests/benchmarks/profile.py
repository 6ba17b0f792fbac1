"""The rule profile measured with: every rule with its default numbers, every tier."""

from solver.profile import RuleProfile
from solver.substitution.rules import DEFAULT_TIERS


def the_profile() -> RuleProfile:
    """Federal defaults under an invented Land's name."""
    return RuleProfile("benchmark", "NW", "1", {}, DEFAULT_TIERS)
