"""All catalogues, and to which of them a number belongs."""

from typing import Final

from service.profiles.matching_rules import MATCHING
from service.profiles.registry import SUBSTITUTION, Catalogue, parameter_names

CATALOGUES: Final = (SUBSTITUTION, MATCHING)


def catalogue_of(rule: str, parameter: str) -> Catalogue:
    """Whose number it is; what nobody knows is left to substitution to refuse."""
    for catalogue in CATALOGUES:
        if parameter in parameter_names(rule, catalogue):
            return catalogue
    return SUBSTITUTION
