"""Every fact about a matching lists who may see it."""

import pytest

from service.domain.kinds import Role
from service.matching.fact_roles import COORDINATING, FACT_ROLES, sees
from solver.matching.explanation.sentences import ENGAGEMENT_SENTENCE, SENTENCES
from solver.sentences import gaps_of


def test_every_fact_of_every_rule_and_answer_lists_its_readers():
    infos = SENTENCES.infos.values()
    templates = [text for info in infos for text in (info.sentence, info.summary)]
    facts = {fact for t in (*templates, ENGAGEMENT_SENTENCE) for fact in gaps_of(t)}
    assert facts == FACT_ROLES.keys()
    for fact in facts:
        assert FACT_ROLES[fact] >= COORDINATING


@pytest.mark.parametrize("role", [Role.COACH, Role.KINDERGARTEN, Role.COUNTY])
def test_what_others_refused_or_cost_is_for_those_who_coordinate(role: Role):
    for fact in ("refused_by", "conflict", "holder", "load", "others", "not-listed"):
        assert not sees([role], fact)
        assert sees([Role.COORDINATOR], fact)


def test_a_county_sees_its_money_and_no_coach():
    assert sees([Role.COUNTY], "budget_cents")
    assert not sees([Role.COUNTY], "coach")
    assert not sees([Role.COACH], "budget_cents")
