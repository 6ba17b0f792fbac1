"""Documents of matchings, and the plainest rules for them."""

from solver.exchange.kind import DocumentKind
from solver.exchange.matching.plan_document import (
    HEAD,
    matching_plan_from_document,
    matching_writer,
)
from solver.exchange.matching.plan_shapes import MatchingPlanShape
from solver.exchange.matching.shapes import FORMAT, VERSION, MatchingShape
from solver.exchange.matching.translate import matching_from_value
from solver.exchange.plain_profile import PlainRules
from solver.matching.audit import audit
from solver.matching.rules import RULES, load_rules

#: Experience and topics are about coaching; the rest holds of any assignment.
_KEPT = frozenset(kind.info.id for kind in RULES) - {
    "experienced-at-start",
    "topics-covered",
}
MATCHING = DocumentKind(
    name="matching",
    format=FORMAT,
    version=VERSION,
    shape=MatchingShape,
    head=HEAD,
    plan_shape=MatchingPlanShape,
    read=matching_from_value,
    writer=matching_writer,
    read_plan=matching_plan_from_document,
    audit=audit,
    plain=PlainRules(RULES, _KEPT, ("unserved", "score"), load_rules),
)
