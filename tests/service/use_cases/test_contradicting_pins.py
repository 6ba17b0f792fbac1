"""Pins that exclude each other are told with the proposal, before it is published."""

from service.commands.common.audit_text import audit_lines, fixed_lines
from service.use_cases.arrange import Arrange, pin
from service.use_cases.audit_proposal import audit_proposal
from tests.service.planning.build import MONDAY
from tests.service.planning.run import propose

HEADING = "An Festgelegtem fällt auf:"


def test_whoever_looks_at_the_proposal_is_told_and_may_publish_the_rest(store, town):
    for person in (town.carla, town.birte):
        pin(store, town.actor, Arrange(town.kids[0], MONDAY, person))
    found = audit_proposal(store, town.actor, propose(store, town.actor))
    [told] = [finding.text for finding in found.fixed]
    assert told.endswith("am 02.11.2026 von 08:00 bis 15:00 schon fest.")
    assert found.publishable
    assert fixed_lines(found) == ["", HEADING, f"  {told}"]
    assert HEADING in audit_lines(found)


def test_one_pin_alone_is_nothing_to_tell(store, town):
    pin(store, town.actor, Arrange(town.kids[0], MONDAY, town.carla))
    found = audit_proposal(store, town.actor, propose(store, town.actor))
    assert found.fixed == ()
    assert fixed_lines(found) == []
