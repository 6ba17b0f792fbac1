"""A programme whose engagements are accepted, and the doctor afterwards."""

import pytest

from service.doctor import doctor
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from tests.service.matching.build import YEAR, make_programme


def accepted(store):
    """Anna at two houses in Weimar, Berta in Jena: two or three hours a month."""
    found = make_programme(store)
    found.engagements = {}
    pairs = ((found.anna, found.sun, 4), (found.anna, found.river, 6))
    for coach, house, half_hours in (*pairs, (found.berta, found.hill, 4)):
        command = AgreeEngagement(coach, house, half_hours, YEAR)
        agreed = agree_engagement(store, found.actor, command)
        said = AnswerEngagement(agreed.engagement_id, EngagementAnswer.ACCEPT)
        answer_engagement(store, found.actor, said)
        found.engagements[house] = agreed.engagement_id
    return found


@pytest.fixture
def programme(store):
    yield accepted(store)
    assert doctor(store) == ()


@pytest.fixture
def any_programme(any_store):
    yield accepted(any_store)
    assert doctor(any_store) == ()
