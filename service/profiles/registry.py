"""Which rules and settings a profile may speak of, with their parameters.

Each problem has a catalogue: its rules and wishes, the numbers by which the service
derives the problem, and the file whose numbers hold in every Land.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from service.profiles.planning_rules import DERIVATIONS
from solver.rule import Binding, Rule
from solver.substitution.rules import RULES, WISHES


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What profiles of one problem speak of; ``name`` is part of their files' names."""

    name: str
    base: str
    built: tuple[type[Rule[Any]], ...]
    derivations: Mapping[str, type[Any]]

    @cached_property
    def rules(self) -> dict[str, type[Rule[Any]]]:
        """Built rules and wishes by id."""
        return {cls.info.id: cls for cls in self.built}

    @cached_property
    def parameters(self) -> dict[str, type[Any]]:
        """Type of the parameters of each rule, wish and derivation."""
        rules = {key: cls.parameters_type for key, cls in self.rules.items()}
        return {**rules, **self.derivations}

    def file_of(self, land: str) -> str:
        """Name of a Land's own file, which need not exist."""
        return f"{land.lower()}{self.name and f'-{self.name}'}.toml"


SUBSTITUTION = Catalogue("", "federal.toml", (*RULES, *WISHES), DERIVATIONS)


def rule_classes(catalogue: Catalogue = SUBSTITUTION) -> dict[str, type[Rule[Any]]]:
    """Built rules and wishes by id."""
    return catalogue.rules


def parameter_types(catalogue: Catalogue = SUBSTITUTION) -> dict[str, type[Any]]:
    """Type of the parameters of each rule, wish and derivation."""
    return catalogue.parameters


def parameter_names(rule: str, catalogue: Catalogue = SUBSTITUTION) -> frozenset[str]:
    """Names of the parameters of a rule; empty where it has none."""
    kind = catalogue.parameters.get(rule)
    return frozenset(field.name for field in fields(kind)) if kind else frozenset()


def is_law(rule: str, catalogue: Catalogue = SUBSTITUTION) -> bool:
    """Whether the rule is law, which nobody switches off."""
    cls = catalogue.rules.get(rule)
    return cls is not None and cls.info.binding is Binding.LAW
