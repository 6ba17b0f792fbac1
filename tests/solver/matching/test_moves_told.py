"""Of many kindergartens that change the few that matter are told."""

from dataclasses import replace

import pytest

from solver.matching.explanation.basis import Basis, basis_of
from solver.matching.explanation.cost import Move, move_statements, moves_between
from solver.matching.explanation.moves_told import FEW_TOLD, MOST_TOLD, told_moves
from solver.matching.explanation.sentences import sentence
from solver.matching.plan import MatchingPlan
from solver.matching.problem import CoachId, Engagement, KindergartenId
from tests.solver.matching.worlds import a_world, the_profile

HOUSES = [KindergartenId(f"K-{number:02}") for number in range(20)]
OLD, NEW = CoachId("alt"), CoachId("neu")


def programme(faithful: str = "") -> Basis:
    """Twenty like kindergartens; last year one of them had the coach it has now."""
    world = a_world(100)
    like = replace(next(iter(world.kindergartens.values())), last_coach=None)
    houses = {
        id_: replace(like, id=id_, last_coach=OLD if id_ == faithful else None)
        for id_ in HOUSES
    }
    problem = replace(world, kindergartens=houses, fixed=())
    return basis_of(problem, the_profile(), MatchingPlan(()))


def moved(count: int) -> tuple[Move, ...]:
    """One alone, one newly served, five with other hours, the rest with her."""
    before = [Engagement(id_, OLD, 4) for id_ in HOUSES[:count] if id_ != "K-03"]
    after = [
        Engagement(
            id_,
            OLD if number in range(5, 10) else NEW,
            4 - (number - 4) % 3 if number in range(5, 10) else 4,
        )
        for number, id_ in enumerate(HOUSES[:count])
        if id_ != "K-12"
    ]
    return moves_between(before, after)


def lines(basis: Basis, moves: tuple[Move, ...]) -> list[str]:
    return [sentence(said.kind, said.facts) for said in told_moves(basis, moves)]


def test_few_are_told_one_by_one():
    moves = moved(MOST_TOLD)
    assert list(told_moves(programme(), moves)) == list(move_statements(moves))
    assert len(lines(programme(), moves)) == MOST_TOLD


def test_of_many_those_that_matter_most_and_how_many_of_each_kind():
    moves = moved(20)
    total, *rest = lines(programme(faithful="K-17"), moves)
    assert total == (
        f"Dafür würde sich bei {len(moves)} anderen Einrichtungen etwas ändern, vor"
        " allem hier:"
    )
    assert rest == [
        "Dafür bliebe K-12 ohne alt und damit ohne Begleitung.",
        "Dafür würde K-17 von neu statt von alt begleitet.",
        "Dafür würde K-00 von neu statt von alt begleitet.",
        "Außerdem würde bei 11 Einrichtungen die Begleitung wechseln.",
        "Außerdem würden sich bei 4 Einrichtungen die Stunden ändern.",
        "Außerdem käme bei 1 Einrichtung eine Begleitung dazu.",
    ]


@pytest.mark.parametrize("count", range(1, 20))
def test_what_is_told_and_what_is_counted_are_all_of_them(count: int):
    moves = moved(count)
    said = list(told_moves(programme(), moves))
    if len(moves) <= MOST_TOLD:
        assert len(said) == len(moves)
        return
    total, few, rest = said[0], said[1 : 1 + FEW_TOLD], said[1 + FEW_TOLD :]
    assert total.facts["count"] == len(moves)
    assert all(one in list(move_statements(moves)) for one in few)
    assert len(few) + sum(one.facts["count"] for one in rest) == len(moves)
