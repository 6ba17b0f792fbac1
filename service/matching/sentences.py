"""Sentences about a matching, and how a month is written in them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from service.domain.actor import Actor
from service.errors import RuleFinding
from service.i18n import translate as _
from service.matching.names import programme_names
from service.planning.facts import StoredFacts, row_id, stored_facts
from service.snapshot.codes import Codes
from solver.matching.audit import KNOWN_PARTS
from solver.matching.explanation.unserved_reasons import UNSERVED_REASONS
from solver.matching.rules import catalogue
from solver.rule import Finding, RuleId
from solver.sentences import Sentences

SENTENCES = Sentences((*catalogue(), KNOWN_PARTS, *UNSERVED_REASONS))


def ids_in(told: Iterable[StoredFacts]) -> list[UUID]:
    """Rows that facts name."""
    return [row for facts in told for v in facts.values() if (row := row_id(v))]


def told(rule: str, facts: StoredFacts, names: Mapping[str, str]) -> str:
    """One reason as a sentence."""
    return SENTENCES.told(RuleId(rule), facts, names, _)


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
