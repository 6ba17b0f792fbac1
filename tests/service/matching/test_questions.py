"""Every question about a matching, answered over the wire as the service does it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from service.db.tables.kindergartens import PairRefusal
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.domain.kinds import RefusalOrigin, Role
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted
from service.explaining.answer_matching import answer_matching
from service.explaining.question import QuestionKind
from service.explaining.wire import (
    read_matching_parts,
    read_order,
    write_order,
    write_parts,
)
from service.use_cases.ask_matching import (
    WHOLE_SECONDS,
    AskedAboutMatching,
    ask_matching,
)
from solver.matching.explanation.moves_told import MOST_TOLD
from tests.service.matching.build import GERA, JENA, Builder, match


def by_wire(order):
    """The same answer as another process gives it."""
    answered = answer_matching(read_order(write_order(order)))
    return read_matching_parts(write_parts(answered))


def ask(store, programme, proposal_id, question, **more):
    asked = AskedAboutMatching(QuestionKind(question), **more)
    return ask_matching(store, programme.actor, proposal_id, asked, by_wire)


def texts(found):
    return [sentence.text for part in found.parts for sentence in part.sentences]


@pytest.fixture
def poor(store, programme):
    """A kindergarten of a county that has no money for it."""
    with store.write(programme.tenant_id) as session:
        build = Builder(session)
        build.count = 10
        gera = build.a_county("Gera", 0)
        return build.a_kindergarten("Elsterspatzen", gera).id


def test_why_says_what_speaks_for_the_choice(store, programme):
    found = ask(
        store,
        programme,
        match(store, programme.actor),
        "why",
        kindergarten_id=programme.sun,
    )
    (text,) = texts(found)
    assert text.startswith("Anna Muster begleitet Sonnenschein mit 3 Stunden im Monat")


def test_why_not_says_which_tier_gets_worse(store, programme):
    found = ask(
        store,
        programme,
        match(store, programme.actor),
        "why-not",
        kindergarten_id=programme.sun,
        coach_id=programme.berta,
    )
    (part,) = found.parts
    assert part.proven
    assert "Fahrzeit" in part.sentences[0].text
    assert [tier.id for tier in part.tiers][-1] == "cost"


def test_of_many_that_change_few_are_told_and_all_are_listed(store, programme):
    """Whoever takes one large kindergarten leaves small ones to others."""
    with store.write(programme.tenant_id) as session:
        build = Builder(session)
        build.count = 10
        gera = build.a_county("Gera")
        small = {"min_half_hours": 2, "wished_half_hours": 2, "at": JENA}
        for number in range(12):
            build.a_kindergarten(f"Haus {number}", gera, **small)
        large = build.a_kindergarten(
            "Großes Haus", gera, at=GERA, min_half_hours=20, wished_half_hours=20
        ).id
        build.a_coach("Cora", GERA, monthly_minutes=30_000)
        dora = build.a_coach("Dora", JENA, monthly_minutes=720).id
    proposal = match(store, programme.actor)
    asked = {"kindergarten_id": large, "coach_id": dora}
    (part,) = ask(store, programme, proposal, "why-not", **asked).parts
    told = [sentence for sentence in part.sentences if sentence.rule == "moved-coach"]
    assert len(part.moves) > MOST_TOLD > len(told) > 0
    assert {one.text for one in told} < {one.text for one in part.moves}
    (total,) = (one for one in part.sentences if one.rule == "many-move")
    assert f" bei {len(part.moves)} anderen Einrichtungen " in total.text


def test_a_refused_pair_is_told_by_the_rule(store, programme):
    with store.write(programme.tenant_id) as session:
        session.add(
            PairRefusal(
                id=uuid4(),
                coach_id=programme.berta,
                kindergarten_id=programme.sun,
                origin=RefusalOrigin.KINDERGARTEN,
            )
        )
    found = ask(
        store,
        programme,
        match(store, programme.actor),
        "why-not",
        kindergarten_id=programme.sun,
        coach_id=programme.berta,
    )
    assert [s.rule for part in found.parts for s in part.sentences] == ["pair-wanted"]


def test_what_would_help_a_kindergarten_without_money_is_money(store, programme, poor):
    proposal_id = match(store, programme.actor)
    (gap,) = ask(store, programme, proposal_id, "gap").parts
    assert gap.kindergarten_id == poor
    (part,) = ask(store, programme, proposal_id, "single-change").parts
    assert part.sentences[0].rule == "change-budget"
    assert "Gera" in part.sentences[0].text
    assert "€" in part.sentences[0].text


def test_alternatives_are_ranked(store, programme):
    found = ask(
        store,
        programme,
        match(store, programme.actor),
        "alternatives",
        kindergarten_id=programme.hill,
    )
    assert "Anna Muster" in texts(found)[0]


def test_a_difference_names_what_changed_and_nothing_else(store, programme):
    earlier = match(store, programme.actor)
    with store.write(programme.tenant_id) as session:
        session.add(
            PairRefusal(
                id=uuid4(),
                coach_id=programme.berta,
                kindergarten_id=programme.hill,
                origin=RefusalOrigin.COACH,
            )
        )
    found = ask(
        store,
        programme,
        match(store, programme.actor),
        "difference",
        earlier_proposal_id=earlier,
    )
    assert {part.kindergarten_id for part in found.parts} == {programme.hill}


@pytest.mark.parametrize(
    ("question", "given", "error"),
    [
        ("why-not", ("kindergarten_id",), InvalidInput),
        ("alternatives", (), InvalidInput),
        ("difference", (), InvalidInput),
        ("gap", ("kindergarten_id",), NotFound),
    ],
)
def test_a_question_without_its_subject_is_refused(
    store, programme, question, given, error
):
    proposal_id = match(store, programme.actor)
    values = dict.fromkeys(given, programme.sun)
    with pytest.raises(error):
        ask(store, programme, proposal_id, question, **values)


def test_nobody_but_the_coordination_asks(store, programme):
    proposal_id = match(store, programme.actor)
    coach = Actor(None, programme.tenant_id, frozenset({Role.COACH}))
    asked = AskedAboutMatching(QuestionKind.WHY)
    with pytest.raises((NotPermitted, NotFound)):
        ask_matching(store, coach, proposal_id, asked, by_wire)


def test_without_its_problem_nothing_is_answered(store, programme):
    proposal_id = match(store, programme.actor)
    with store.write(programme.tenant_id) as session:
        session.get_one(Proposal, (programme.tenant_id, proposal_id)).problem = None
    with pytest.raises(Conflict, match="gelöscht"):
        ask(store, programme, proposal_id, "why")


def test_asked_about_all_at_once_those_out_of_time_are_named(store, programme, poor):
    with store.write(programme.tenant_id) as session:
        build = Builder(session)
        build.count = 20
        other = build.a_kindergarten("Wipfelkinder", build.a_county("Suhl", 0)).id
    proposal = match(store, programme.actor)
    asked = AskedAboutMatching(QuestionKind.SINGLE_CHANGE)

    def in_time(order):
        assert order.seconds == WHOLE_SECONDS
        return by_wire(order)

    def too_late(order):
        return by_wire(replace(order, seconds=0.0))

    found = ask_matching(store, programme.actor, proposal, asked, in_time)
    assert {part.kindergarten_id for part in found.parts} == {poor, other}
    assert all(part.reached and part.sentences for part in found.parts)
    late = ask_matching(store, programme.actor, proposal, asked, too_late)
    assert {part.kindergarten_id for part in late.parts} == {poor, other}
    for part in late.parts:
        assert (part.reached, part.proven, part.sentences) == (False, False, ())
    alone = AskedAboutMatching(QuestionKind.SINGLE_CHANGE, poor)

    def without_limit(order):
        assert order.seconds is None
        return by_wire(order)

    (part,) = ask_matching(store, programme.actor, proposal, alone, without_limit).parts
    assert part.reached
