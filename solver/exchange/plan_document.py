"""PLAN.json: written from a plan, and read back to be audited, ours or anybody's."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from solver.documents import DocumentError, profile_to_bytes
from solver.exchange.plan_head import Head
from solver.exchange.plan_shapes import (
    PLAN_FORMAT,
    PLAN_VERSION,
    AssignmentShape,
    PlanShape,
)
from solver.json_values import Fault, Json
from solver.profile import RuleProfile
from solver.rule import Facts, Finding
from solver.sentences import filled
from solver.slots import Day, Slot
from solver.substitution.codec import problem_to_bytes
from solver.substitution.explanation.reasons import (
    ASSIGNMENT_SENTENCE,
    SENTENCES,
    sentence,
)
from solver.substitution.facts import iso
from solver.substitution.plan import Gap, Option, Plan, RefusalReason
from solver.substitution.problem import (
    ChildId,
    Link,
    Model,
    Need,
    NeedId,
    PersonId,
    PlaceId,
    Problem,
)

_NO_NAMES: Mapping[str, str] = {}
HEAD = Head(PLAN_FORMAT, PLAN_VERSION, SENTENCES)


def digest_of(problem: Problem, profile: RuleProfile) -> str:
    """Fingerprint of problem and rules together."""
    canonical = problem_to_bytes(problem) + b"\n" + profile_to_bytes(profile)
    return sha256(canonical).hexdigest()


def plan_document(
    plan: Plan, profile: RuleProfile, digest: str, findings: Iterable[Finding] = ()
) -> bytes:
    """A plan as PLAN.json without its ``run`` section.

    The same plan gives the same bytes on any machine.
    """
    facts = {reason.option: reason.facts for reason in plan.reasons}
    document: dict[str, Json] = {
        **HEAD.of(plan, profile, digest),
        "assignments": [
            _assignment(option, facts.get(option, {})) for option in plan.assignments
        ],
        "gaps": [_gap(gap) for gap in plan.gaps],
        **HEAD.tail(plan, findings),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _assignment(option: Option, facts: Facts) -> Json:
    return {
        "need": option.need,
        "person": option.person,
        "place": option.place,
        "start": clock(option.slot.start),
        "end": clock(option.slot.end),
        "child": option.child,
        "day": iso(option.day),
        "model": option.model.value,
        "facts": dict(facts),
        "sentence": filled(ASSIGNMENT_SENTENCE, facts, _NO_NAMES) if facts else "",
    }


def _gap(gap: Gap) -> Json:
    return {
        "need": gap.need,
        "child": gap.child,
        "day": iso(gap.day),
        "start": clock(gap.slot.start),
        "end": clock(gap.slot.end),
        "reasons": [reason_document(reason) for reason in gap.refusals],
    }


def reason_document(reason: RefusalReason) -> dict[str, Json]:
    """Why not this person, as facts and sentence."""
    return {
        "person": reason.person,
        "place": reason.place,
        "rule": reason.rule,
        "facts": dict(reason.facts),
        "sentence": sentence(reason.rule, reason.facts),
    }


def clock(minute: int) -> str:
    """A minute of the day as ``07:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def plan_from_document(document: bytes, problem: Problem) -> Plan:
    """The assignments of a PLAN.json; whether they are allowed the audit says.

    Raises
    ------
    DocumentError
        With all faults at once: what is no plan, and times and places left out that
        the problem does not settle.
    """
    shape = HEAD.read(document, PlanShape)
    faults: list[Fault] = []
    needs = {need.id: need for need in problem.needs}
    at = _places(problem.links)
    options = [
        _option(row, f"/assignments/{number}", needs, at, faults)
        for number, row in enumerate(shape.assignments)
    ]
    if faults:
        raise DocumentError(tuple(faults))
    return Plan(tuple(option for option in options if option is not None))


def _places(links: Iterable[Link]) -> dict[tuple[str, str], dict[PlaceId, Model]]:
    """Places at which somebody may stand in for somebody, with the model."""
    found: dict[tuple[str, str], dict[PlaceId, Model]] = {}
    for link in links:
        known = found.setdefault((link.absent, link.substitute), {})
        known.setdefault(link.place, link.model)
    return found


def _option(
    row: AssignmentShape,
    pointer: str,
    needs: Mapping[NeedId, Need],
    at: Mapping[tuple[str, str], Mapping[PlaceId, Model]],
    faults: list[Fault],
) -> Option | None:
    need = needs.get(NeedId(row.need))
    if need is None:
        faults.append(
            Fault(f"{pointer}/need", f"Den Bedarf „{row.need}“ gibt es nicht.")
        )
        return None
    allowed = at.get((need.absent, row.person), {})
    place = PlaceId(row.place) if row.place else next(iter(allowed), None)
    if place is None or (row.place is None and len(allowed) > 1):
        faults.append(Fault(f"{pointer}/place", "Bitte den Ort angeben."))
        return None
    start = need.slot.start if row.start is None else row.start
    end = need.slot.end if row.end is None else row.end
    if start >= end:
        faults.append(Fault(f"{pointer}/end", "Das Ende liegt nicht nach dem Beginn."))
        return None
    model = row.model or allowed.get(place, Model.KNOWN_PERSON)
    day = need.day if row.day is None else Day(row.day)
    child = need.child if row.child is None else ChildId(row.child)
    person = PersonId(row.person)
    return Option(need.id, child, day, Slot(start, end), person, place, model)
