"""What a viewer may read of a reason, and in which words.

A sentence is told only to who may see all of its facts: see ``fact_roles``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.domain.kinds import Role
from service.i18n import translate as _
from service.planning.fact_roles import sees
from service.planning.facts import StoredFacts
from solver.rule import RuleId
from solver.sentences import filled, gaps_of
from solver.substitution.explanation.reasons import ASSIGNMENT_SENTENCE, sentence

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
