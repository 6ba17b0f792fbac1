"""Sentences about a matching: reasons, refusals and findings in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from service.domain.actor import Actor
from service.errors import RuleFinding
from service.i18n import translate as _
from service.matching.names import programme_names
from service.planning.facts import StoredFacts, row_id, stored_facts
from service.planning.sentences import Sentence
from service.snapshot.codes import Codes
from solver.matching.explanation.sentences import ENGAGEMENT_SENTENCE, sentence
from solver.rule import Finding, RuleId
from solver.sentences import filled, gaps_of

#: Why this coach is no rule's business: the facts are the choice's own.
ENGAGEMENT: Final = "engagement"


def ids_in(told: Iterable[StoredFacts]) -> list[UUID]:
    """Rows that facts name."""
    return [row for facts in told for v in facts.values() if (row := row_id(v))]


def told(rule: str, facts: StoredFacts, names: Mapping[str, str]) -> str:
    """A refusal, a finding or an answer as a sentence."""
    return sentence(RuleId(rule), facts, names, _)


def engagement_text(facts: StoredFacts, names: Mapping[str, str]) -> Sentence:
    """Why this coach; whoever coordinates sees all of it."""
    shown = {name: facts[name] for name in sorted(gaps_of(ENGAGEMENT_SENTENCE))}
    return Sentence(ENGAGEMENT, shown, filled(ENGAGEMENT_SENTENCE, shown, names, _))


def refusal_texts(
    refusals: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[Sentence, ...]:
    """Why not each coach."""
    found = ((refusal["rule"], dict(refusal["facts"])) for refusal in refusals)
    return tuple(
        Sentence(rule, facts, told(rule, facts, names)) for rule, facts in found
    )


def findings_of(
    session: Session, actor: Actor, codes: Codes, findings: Sequence[Finding]
) -> tuple[RuleFinding, ...]:
    """Findings with stored ids and sentences for whoever coordinates."""
    stored = [stored_facts(finding.facts, codes) for finding in findings]
    names = programme_names(session, actor, ids_in(stored))
    return tuple(
        RuleFinding(finding.rule, facts, told(finding.rule, facts, names))
        for finding, facts in zip(findings, stored, strict=True)
    )
