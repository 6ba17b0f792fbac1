"""Questions come one after another, and who finds enough waiting is told at once."""

import threading
from time import monotonic

import pytest

from service.errors import Busy
from service.explaining.turns import LIMIT_SECONDS, MOST_WAITING, Turns


class Asking(threading.Thread):
    """Takes a turn, and ends it when allowed to."""

    def __init__(self, turns: Turns) -> None:
        super().__init__(daemon=True)
        self.turns = turns
        self.began, self.may_end = threading.Event(), threading.Event()

    def run(self) -> None:
        with self.turns.turn():
            self.began.set()
            self.may_end.wait(LIMIT_SECONDS)


def full(turns: Turns) -> list[Asking]:
    """One is answered, as many wait as may."""
    asking = [Asking(turns) for _ in range(1 + MOST_WAITING)]
    for one in asking:
        one.start()
    while turns._room._value:
        threading.Event().wait(0.001)
    return asking


def test_who_finds_enough_waiting_is_told_at_once_and_all_others_get_their_turn():
    turns = Turns()
    asking = full(turns)
    began = monotonic()
    with pytest.raises(Busy, match="mehrere Fragen"), turns.turn():
        pass
    assert monotonic() - began < LIMIT_SECONDS / 2
    assert sum(one.began.is_set() for one in asking) == 1
    for one in asking:
        one.may_end.set()
    for one in asking:
        one.join(LIMIT_SECONDS)
        assert one.began.is_set()
    with turns.turn():
        pass


def test_who_waits_too_long_is_told_and_the_place_is_free_again():
    turns = Turns()
    with turns.turn():
        for _ in range(MOST_WAITING + 1):
            with pytest.raises(Busy, match="keine Antwort"), turns.turn(0.01):
                pass
    with turns.turn():
        pass


def test_a_question_that_fails_ends_its_turn():
    turns = Turns()
    for _ in range(MOST_WAITING + 2):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
