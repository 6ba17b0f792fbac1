"""The process that answers: it stays, has a hard limit, and is replaced if it dies."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from time import monotonic

import pytest
from structlog.testing import capture_logs

from service.domain.kinds import ProposalKind
from service.errors import Busy
from service.explaining.answer import answer
from service.explaining.answer_audit import answer_audit
from service.explaining.answer_moves import answer_move
from service.explaining.answer_standing import answer_standing
from service.explaining.process import AnsweringProcess
from service.explaining.question import (
    AuditOrder,
    MoveOrder,
    Order,
    QuestionKind,
    Standing,
    StandingOrder,
    StoredPlan,
)
from service.explaining.turns import Turns
from service.planning.blobs import (
    pack_plan,
    pack_problem,
    pack_profile,
    packed,
    unpacked,
)
from solver.result import SolveLimits
from solver.substitution.planning import solve
from solver.visits import codec as visits
from solver.visits.planning import solve as solve_visits
from tests.conftest import ANSWER_SECONDS
from tests.solver.build import a_need, a_person, a_problem, a_profile
from tests.solver.visits.test_visits_agreement import SMALL_ENOUGH
from tests.solver.visits.test_visits_stories import PROFILE
from tests.solver.visits.worlds import a_world

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def order() -> Order:
    problem = a_problem(persons=(a_person("eins"), a_person("zwei")))
    profile = a_profile()
    plan = solve(problem, profile).plan
    stored = StoredPlan(
        pack_problem(problem)[0], pack_profile(profile), pack_plan(plan)
    )
    return Order(QuestionKind.ALTERNATIVES, stored, child=a_need().child)


@pytest.fixture
def answering():
    made = AnsweringProcess(memory_mib=4096)
    yield made
    made.close()


def pid_of(answering: AnsweringProcess) -> int:
    return answering._child._process.pid


def test_the_answer_is_that_of_this_process_and_the_child_stays(answering, order):
    first = answering(order)
    assert first == answer(order)
    pid = pid_of(answering)
    assert answering(replace(order, kind=QuestionKind.WHY))[0].said
    assert pid_of(answering) == pid


@pytest.fixture(scope="module")
def about_visits() -> StandingOrder:
    problem = replace(a_world(SMALL_ENOUGH[2]), published=())
    plan = solve_visits(problem, PROFILE, SolveLimits(seconds=120, workers=1))
    stored = StoredPlan(
        packed(visits.problem_to_bytes(problem))[0],
        pack_profile(PROFILE),
        packed(visits.plan_to_bytes(plan))[0],
    )
    return StandingOrder(Standing.CONTACTS, stored, tuple(problem.bonds))


def test_visits_are_asked_about_in_the_same_process_with_the_same_limit(
    answering, order, about_visits
):
    answering(order)
    pid = pid_of(answering)
    said = answering(about_visits)
    assert said
    assert said == answer_standing(about_visits)
    assert pid_of(answering) == pid
    os.kill(pid, signal.SIGSTOP)
    answering._limit_seconds = 0.3
    with pytest.raises(Busy):
        answering(about_visits)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_visit_is_moved_in_the_same_process_with_the_same_limit(
    answering, order, about_visits
):
    answering(order)
    pid = pid_of(answering)
    plan = visits.plan_from_bytes(unpacked(about_visits.stored.plan))
    first = min(plan.assignments)
    move = MoveOrder(Standing.CONTACTS, about_visits.stored, first.bond, first.day)
    (found,) = answering(move)
    assert (found,) == answer_move(move)
    assert found.day != first.day
    assert bool(found.said) is (found.day is None)
    assert pid_of(answering) == pid
    os.kill(pid, signal.SIGSTOP)
    answering._limit_seconds = 0.3
    with pytest.raises(Busy):
        answering(move)


def test_who_does_not_answer_in_time_is_killed_and_replaced(answering, order):
    answering(order)
    pid = pid_of(answering)
    os.kill(pid, signal.SIGSTOP)
    answering._limit_seconds = 0.3
    began = monotonic()
    with pytest.raises(Busy):
        answering(order)
    assert monotonic() - began < ANSWER_SECONDS
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    answering._limit_seconds = ANSWER_SECONDS
    assert answering(order)


def test_a_late_answer_was_put_on_the_terminal_as_a_fault_bug(answering, order):
    """Who asked is told; only a process that died is news to whoever runs this."""
    answering(order)
    os.kill(pid_of(answering), signal.SIGSTOP)
    answering._limit_seconds = 0.3
    with capture_logs() as late, pytest.raises(Busy):
        answering(order)
    assert [each["log_level"] for each in late] == ["info"]
    answering._limit_seconds = ANSWER_SECONDS
    answering(order)
    stopped = pid_of(answering)
    os.kill(stopped, signal.SIGSTOP)
    timer = threading.Timer(0.3, os.kill, (stopped, signal.SIGKILL))
    timer.start()
    with capture_logs() as died, pytest.raises(Busy):
        answering(order)
    timer.join()
    assert [each["log_level"] for each in died] == ["warning"]


def test_who_died_is_replaced_and_a_damaged_document_is_no_answer(answering, order):
    answering(order)
    os.kill(pid_of(answering), signal.SIGKILL)
    answering._child._process.wait()
    assert answering(order)
    damaged = replace(order, stored=replace(order.stored, plan=b"broken"))
    with pytest.raises(Busy, match="Protokoll"):
        answering(damaged)
    assert answering(order)


def test_a_stored_plan_was_read_and_audited_where_all_requests_are_answered_bug(
    answering, order
):
    others = pack_problem(a_problem(persons=(a_person("drei"),)))[0]
    for stored in (order.stored, replace(order.stored, problem=others)):
        asked = AuditOrder(ProposalKind.SUBSTITUTION, stored)
        (report,) = answering(asked)
        assert (report,) == answer_audit(asked)
        assert report.accepted is (stored == order.stored)
        assert bool(report.findings) is not report.accepted
        assert report.tiers


def test_who_finds_enough_waiting_starts_no_process(order):
    turns = Turns()
    while turns._room.acquire(blocking=False):
        continue
    answering = AnsweringProcess(4096, turns)
    with pytest.raises(Busy, match="mehrere Fragen"):
        answering(order)
    assert answering._child is None


def test_the_web_process_loads_no_engine():
    code = (
        "import sys, api.v1.explanations, service.use_cases.ask_question;"
        "import service.use_cases.explain_contact_visits;"
        "import service.use_cases.explain_consultation;"
        "import service.use_cases.explain_event;"
        "import service.use_cases.move_visit;"
        "import service.use_cases.move_consultation;"
        "sys.exit('ortools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
