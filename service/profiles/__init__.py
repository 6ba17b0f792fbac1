"""Rule profiles: dated numbers per Land, what may change them, and their sources.

``load_rules`` resolves federal, Land and municipality for a day; a profile that
contradicts itself is refused with every fault at once. The data are the ``*.toml``
beside this file, one per Land.
"""

from service.profiles.loader import load_rules
from service.profiles.override import Override
from service.profiles.planning_rules import PlanningRules

__all__ = ["Override", "PlanningRules", "load_rules"]
