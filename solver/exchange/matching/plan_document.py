"""The plan of a matching: written, and read back to be audited, ours or anybody's."""

import json
from collections.abc import Callable, Iterable
from hashlib import sha256

from solver.documents import DocumentError, profile_to_bytes
from solver.exchange.matching.plan_shapes import (
    PLAN_FORMAT,
    PLAN_VERSION,
    EngagementShape,
    MatchingPlanShape,
)
from solver.exchange.matching.shapes import Sense
from solver.exchange.matching.translate import OutsideMatching
from solver.exchange.plan_head import Head
from solver.exchange.reading import OutsideProblem
from solver.json_values import Fault, Json
from solver.matching.codec import problem_to_bytes
from solver.matching.explanation.sentences import (
    ENGAGEMENT_SENTENCE,
    SENTENCES,
    sentence,
)
from solver.matching.index import MatchingIndex
from solver.matching.plan import MatchingPlan, RefusedCoach
from solver.matching.problem import (
    CoachId,
    Engagement,
    KindergartenId,
    MatchingProblem,
)
from solver.profile import RuleProfile
from solver.rule import Facts, Finding
from solver.sentences import NO_NAMES, filled

HEAD = Head(PLAN_FORMAT, PLAN_VERSION, SENTENCES)


def matching_writer(
    outside: OutsideProblem[MatchingProblem], profile: RuleProfile
) -> Callable[[MatchingPlan, Iterable[Finding]], bytes]:
    """Writes plans of one problem without their ``run`` section.

    The same plan gives the same bytes on any machine.
    """
    canonical = problem_to_bytes(outside.problem) + b"\n" + profile_to_bytes(profile)
    digest = sha256(canonical).hexdigest()

    def write(plan: MatchingPlan, findings: Iterable[Finding]) -> bytes:
        facts = {reason.engagement: reason.facts for reason in plan.reasons}
        document: dict[str, Json] = {
            **HEAD.of(plan, profile, digest),
            **_objective(outside, plan),
            "assignments": [_engagement(e, facts.get(e, {})) for e in plan.assignments],
            "unserved": [
                {
                    "kindergarten": one.kindergarten,
                    "reasons": [_reason(refused) for refused in one.refusals],
                }
                for one in plan.unserved
            ],
            **HEAD.tail(plan, findings),
        }
        return json.dumps(document, ensure_ascii=False, indent=1).encode()

    return write


def _objective(
    outside: OutsideProblem[MatchingProblem], plan: MatchingPlan
) -> dict[str, Json]:
    """The tier of scores as the document counts them."""
    tier = next((tier for tier in plan.tiers if tier.id == "score"), None)
    if tier is None or not isinstance(outside, OutsideMatching):
        return {}
    value, bound = tier.value, tier.bound
    if outside.sense is Sense.MAXIMISE:
        most = outside.top * len(MatchingIndex(outside.problem).open)
        value, bound = most - value, most - bound
    return {
        "objective": {
            "sense": outside.sense.value,
            "value": value,
            "bound": bound,
            "proven": tier.proven,
        }
    }


def _engagement(engagement: Engagement, facts: Facts) -> Json:
    return {
        "kindergarten": engagement.kindergarten,
        "coach": engagement.coach,
        "half_hours": engagement.half_hours,
        "facts": dict(facts),
        "sentence": filled(ENGAGEMENT_SENTENCE, facts, NO_NAMES) if facts else "",
    }


def _reason(refused: RefusedCoach) -> Json:
    return {
        "coach": refused.coach,
        "rule": refused.rule,
        "facts": dict(refused.facts),
        "sentence": sentence(refused.rule, refused.facts),
    }


def matching_plan_from_document(
    document: bytes, outside: OutsideProblem[MatchingProblem]
) -> MatchingPlan:
    """The engagements of a plan; whether they are allowed the audit says.

    Raises
    ------
    DocumentError
        With all faults at once: what is no plan, and hours left out of a kindergarten
        that there is not.
    """
    shape = HEAD.read(document, MatchingPlanShape)
    faults: list[Fault] = []
    found = tuple(
        _read(row, f"/assignments/{number}", outside.problem, faults)
        for number, row in enumerate(shape.assignments)
    )
    if faults:
        raise DocumentError(tuple(faults))
    return MatchingPlan(found)


def _read(
    row: EngagementShape, pointer: str, problem: MatchingProblem, faults: list[Fault]
) -> Engagement:
    id_ = KindergartenId(row.kindergarten)
    known = problem.kindergartens.get(id_)
    if row.half_hours is None and known is None:
        detail = f"Die Einrichtung „{id_}“ gibt es nicht."
        faults.append(Fault(f"{pointer}/kindergarten", detail))
    wished = known.wished_half_hours if known else 0
    hours = wished if row.half_hours is None else row.half_hours
    return Engagement(id_, CoachId(row.coach), hours)
