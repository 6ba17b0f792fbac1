"""All catalogues, what they plan, and to which of them a number belongs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from service.domain.kinds import TenantKind
from service.profiles.consultation_rules import CONSULTATIONS
from service.profiles.matching_rules import MATCHING
from service.profiles.registry import SUBSTITUTION, Catalogue, parameter_names
from service.profiles.session_rules import SESSIONS
from service.profiles.visit_rules import VISITS
from service.profiles.workshop_rules import WORKSHOPS
from solver.consultations.rules import catalogue as of_consultations
from solver.matching.rules import catalogue as of_matching
from solver.rule import RuleInfo
from solver.sessions.rules import catalogue as of_sessions
from solver.substitution.rules import catalogue as of_substitution
from solver.visits.rules import catalogue as of_visits
from solver.workshops.rules import catalogue as of_workshops


class Problem(StrEnum):
    """What is planned by rules of its own."""

    SUBSTITUTION = "substitution"
    VISITS = "visits"
    MATCHING = "matching"
    SESSIONS = "sessions"
    CONSULTATIONS = "consultations"
    WORKSHOPS = "workshops"


@dataclass(frozen=True, eq=False)
class ProblemRules:
    """The rules of a problem: those a profile may speak of, and all of the design."""

    title: str
    catalogue: Catalogue
    infos: Callable[[], tuple[RuleInfo, ...]]


PROBLEMS: Final[Mapping[Problem, ProblemRules]] = {
    Problem.SUBSTITUTION: ProblemRules("Vertretung", SUBSTITUTION, of_substitution),
    Problem.VISITS: ProblemRules("Kontaktbesuche", VISITS, of_visits),
    Problem.MATCHING: ProblemRules("Begleitungen", MATCHING, of_matching),
    Problem.SESSIONS: ProblemRules("Termine der Begleitungen", SESSIONS, of_sessions),
    Problem.CONSULTATIONS: ProblemRules(
        "Konsultationsbesuche", CONSULTATIONS, of_consultations
    ),
    Problem.WORKSHOPS: ProblemRules("QE-Werkstätten", WORKSHOPS, of_workshops),
}
CATALOGUES: Final = tuple(rules.catalogue for rules in PROBLEMS.values())
CARE: Final = (Problem.SUBSTITUTION, Problem.VISITS)
PROGRAMME: Final = tuple(problem for problem in Problem if problem not in CARE)


def problems_of(kind: TenantKind) -> tuple[Problem, ...]:
    """What a tenant plans."""
    return PROGRAMME if kind is TenantKind.PROGRAMME else CARE


def catalogue_of(rule: str, parameter: str) -> Catalogue:
    """Whose number it is; what nobody knows is left to substitution to refuse."""
    for catalogue in CATALOGUES:
        if parameter in parameter_names(rule, catalogue):
            return catalogue
    return SUBSTITUTION
