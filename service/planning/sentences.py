"""Facts and their roles: what a viewer may read of a reason, and in which words.

Explanations are personal data. Each kind of fact lists the roles that may see it; a
sentence is told only to who may see all of its facts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.domain.kinds import Role
from service.i18n import translate as _
from service.planning.facts import StoredFacts
from solver.rule import RuleId
from solver.substitution.explanation.reasons import (
    ASSIGNMENT_SENTENCE,
    filled,
    gaps_of,
    sentence,
)

PLANNERS: Final = frozenset({Role.COUNSELLOR, Role.ADMINISTRATOR})
CONCERNED: Final = PLANNERS | {Role.CHILDMINDER, Role.SUBSTITUTE, Role.GUARDIAN}
FAMILY: Final = PLANNERS | {Role.GUARDIAN}
STAFF: Final = PLANNERS | {Role.CHILDMINDER, Role.SUBSTITUTE}

#: Who may see which kind of fact; what is not listed is for those who plan.
FACT_ROLES: Final[Mapping[str, frozenset[Role]]] = {
    "person": CONCERNED,
    "child": CONCERNED,
    "place": CONCERNED,
    "day": CONCERNED,
    "start": CONCERNED,
    "end": CONCERNED,
    "time": CONCERNED,
    "model": CONCERNED,
    "designated": CONCERNED,
    "familiarity": FAMILY,
    "required_familiarity": FAMILY,
    "extra_way": FAMILY,
    "limit_minutes": FAMILY,
    "present": STAFF,
}

_WHO: Final = "{person} übernimmt {child} am {day} von {start} bis {end}"
#: From the fullest to the shortest; the first one whose facts may all be seen is told.
ASSIGNMENT_SENTENCES: Final = (
    ASSIGNMENT_SENTENCE,
    f"{_WHO} ({{model}}, {{designated}}): {{familiarity}}, {{extra_way}} Mehrweg.",
    f"{_WHO} ({{model}}, {{designated}}).",
    f"{_WHO}.",
)
GAP_SENTENCE: Final = (
    "Für {child} ist am {day} von {start} bis {end} keine Vertretung gefunden."
)
WITHHELD: Final = "Ein weiterer Grund betrifft andere Personen und steht hier nicht."


@dataclass(frozen=True, slots=True)
class Sentence:
    """One reason: the rule it rests on, the facts shown, the sentence."""

    rule: str
    facts: StoredFacts
    text: str


def sees(roles: Collection[Role], fact: str) -> bool:
    """Whether one of the roles may see this kind of fact."""
    return not FACT_ROLES.get(fact, PLANNERS).isdisjoint(roles)


def assignment_text(
    facts: StoredFacts, names: Mapping[str, str], roles: Collection[Role]
) -> Sentence:
    """Why this person, as fully as the roles allow and the facts reach."""
    visible = {name: value for name, value in facts.items() if sees(roles, name)}
    template = next(
        known for known in ASSIGNMENT_SENTENCES if gaps_of(known) <= visible.keys()
    )
    shown = {name: visible[name] for name in sorted(gaps_of(template))}
    return Sentence("assignment", shown, filled(template, shown, names, _))


def gap_text(facts: StoredFacts, names: Mapping[str, str]) -> Sentence:
    """That nobody was found, for whoever may see the gap at all."""
    return Sentence("gap", facts, filled(GAP_SENTENCE, facts, names, _))


def refusal_texts(
    refusals: Collection[Mapping[str, Any]],
    names: Mapping[str, str],
    roles: Collection[Role],
) -> tuple[Sentence, ...]:
    """Why not the others; what may not be told is named as withheld, once."""
    told: list[Sentence] = []
    withheld = False
    for refusal in refusals:
        facts: StoredFacts = dict(refusal["facts"])
        if all(sees(roles, name) for name in facts):
            text = sentence(RuleId(refusal["rule"]), facts, names, _)
            told.append(Sentence(refusal["rule"], facts, text))
        else:
            withheld = True
    if withheld:
        told.append(Sentence("withheld", {}, _(WITHHELD)))
    return tuple(told)
