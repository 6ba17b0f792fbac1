"""Two processes find what one finds, in the same order, and leave nothing behind."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from solver.explanation import twofold
from solver.explanation.twofold import from_both_ends, hands, in_order
from solver.result import SolveLimits
from solver.substitution.explanation import alternatives as alternatives_of
from solver.substitution.explanation import single_change
from tests.solver.explanation.build import small_worlds


@pytest.fixture
def two_cores(monkeypatch) -> Iterator[None]:
    """Two cores and no other thread, whatever runs the tests; no child is left."""
    monkeypatch.setattr(twofold, "hands", lambda: 1 if twofold._COPIES else 2)
    copies: list[int] = []

    def fork(real=os.fork) -> int:
        copies.append(real())
        return copies[-1]

    monkeypatch.setattr(os, "fork", fork)
    ends = _open_ends()
    yield
    assert not twofold._COPIES
    assert _open_ends() == ends
    # Whoever runs the tests may have children of its own: a database, a browser.
    for copy in copies:
        with pytest.raises(ChildProcessError):
            os.waitpid(copy, os.WNOHANG)


@pytest.mark.usefixtures("two_cores")
def test_results_come_in_order_and_from_both_processes():
    gate = _Gate()
    found = in_order(lambda n: (n * n, gate.pid()), 6, workers=2)
    assert [square for square, _ in found] == [n * n for n in range(6)]
    assert len({pid for _, pid in found}) == 2


@pytest.mark.usefixtures("two_cores")
def test_from_both_ends_neighbours_are_computed_by_the_same_process():
    gate = _Gate()
    found = from_both_ends(lambda n: (n, gate.pid()), 7, workers=2)
    assert [number for number, _ in found] == list(range(7))
    pids = [pid for _, pid in found]
    assert pids[0] == os.getpid() != pids[-1]
    assert sum(one != other for one, other in pairwise(pids)) == 1


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("last", range(5))
def test_nothing_is_told_beyond_the_first_that_ends_it(last):
    gate = _Gate()
    found = in_order(lambda n: (n, gate.pid()), 5, 2, lambda one: one[0] >= last)
    assert [number for number, _ in found] == list(range(last + 1))


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("faulty", [0, 3])
def test_a_fault_comes_up_wherever_it_happened(faulty):
    def compute(number: int) -> int:
        if number == faulty:
            raise ZeroDivisionError("so not")
        return number

    with pytest.raises(ZeroDivisionError, match="so not"):
        in_order(compute, 4, workers=2)


@pytest.mark.usefixtures("two_cores")
def test_a_fault_beyond_the_end_is_nobodys_concern():
    def compute(number: int) -> int:
        if number == 2:
            raise ZeroDivisionError
        return number

    assert in_order(compute, 3, 2, lambda number: number == 1) == [0, 1]


@pytest.mark.usefixtures("two_cores")
def test_what_a_copy_that_died_had_taken_is_computed_here():
    here = os.getpid()

    def compute(number: int) -> int:
        if os.getpid() != here:
            os._exit(9)
        return number

    assert from_both_ends(compute, 5, workers=2) == [0, 1, 2, 3, 4]


@pytest.mark.usefixtures("two_cores")
def test_what_cannot_be_sent_is_computed_here():
    found = from_both_ends(lambda n: lambda: n, 4, workers=2)
    assert [one() for one in found] == [0, 1, 2, 3]


@pytest.mark.usefixtures("two_cores")
def test_a_copy_makes_no_further_copies():
    gate = _Gate()

    def compute(_: int) -> tuple[int, set[int]]:
        inner = from_both_ends(lambda _: os.getpid(), 3, workers=2)
        return gate.pid(), set(inner)

    assert all(inner == {pid} for pid, inner in in_order(compute, 4, workers=2))


@pytest.mark.usefixtures("two_cores")
def test_one_worker_stays_in_one_process():
    assert set(in_order(lambda _: os.getpid(), 5, workers=1)) == {os.getpid()}


@pytest.mark.parametrize(
    ("cores", "running", "found"),
    [(1, 1, 1), (2, 1, 2), (2, 2, 1), (2, 5, 1), (8, 4, 2)],
)
def test_a_copy_is_made_only_where_a_core_is_free(monkeypatch, cores, running, found):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(twofold, "_running", lambda: running)
    assert hands() == found


def test_a_process_with_threads_is_not_copied():
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert hands() == 1
    finally:
        done.set()
        other.join()


@pytest.mark.usefixtures("two_cores")
def test_a_machine_without_room_for_a_copy_does_it_alone(monkeypatch):
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    assert in_order(lambda _: os.getpid(), 3, workers=2) == [os.getpid()] * 3


def test_a_copy_ends_with_the_process_that_made_it():
    asking = subprocess.Popen(
        [sys.executable, "-c", _SLEEPING_COPY], stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout is not None
    assert asking.stdout.readline() == "copied\n"
    asking.kill()
    # The copy holds the other end, too: it is closed once both are gone.
    assert asking.communicate(timeout=20) == ("", None)


_SLEEPING_COPY = """
import os, time
from solver.explanation import twofold

here = os.getpid()
twofold.hands = lambda: 2

def compute(number):
    if os.getpid() != here:
        print("copied", flush=True)
    time.sleep(60)

twofold.in_order(compute, 2, 2)
"""


@pytest.mark.usefixtures("two_cores")
def test_alternatives_and_changes_are_the_same_from_two_processes(monkeypatch):
    monkeypatch.setattr(alternatives_of, "TWOFOLD_FROM", 0)
    monkeypatch.setattr(single_change, "TWOFOLD_FROM_NEEDS", 0)
    one, two = (SolveLimits(seconds=120, workers=workers) for workers in (1, 2))
    several = closed = 0
    for _, basis in small_worlds(160, 185):
        for need in basis.problem.needs[:2]:
            found = alternatives_of.alternatives(basis, need, limits=two)
            assert found == alternatives_of.alternatives(basis, need, limits=one)
            several += len(found.found) > 1
        gaps = basis.plan.gaps
        alone = [single_change.ChangeSearch(basis, one).smallest(gap) for gap in gaps]
        search = single_change.ChangeSearch(basis, two)
        assert list(search.every(gaps)) == alone
        assert [search.smallest(gap) for gap in gaps[:2]] == alone[:2]
        closed += sum(found.change is not None for found in alone)
    assert several > 1
    assert closed > 3


def _open_ends() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


class _Gate:
    """Lets nobody go on before each of two processes has begun with something."""

    def __init__(self) -> None:
        self._here = os.getpid()
        self._come = os.pipe(), os.pipe()
        self._waited = False

    def pid(self) -> int:
        """Who computes, once both have come."""
        if not self._waited:
            self._waited = True
            mine, others = self._come
            if os.getpid() != self._here:
                mine, others = others, mine
            os.write(mine[1], b".")
            os.read(others[0], 1)
        return os.getpid()

    def __del__(self) -> None:
        for end in (*self._come[0], *self._come[1]):
            os.close(end)
