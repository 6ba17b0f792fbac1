"""The garbage collector waits while an answer is made, and goes on afterwards."""

import gc

import pytest

from solver.explanation.undisturbed import undisturbed


@undisturbed
def enabled(*, fail: bool = False) -> bool:
    if fail:
        raise ValueError("Fehler")
    return gc.isenabled()


@undisturbed
def twice() -> tuple[bool, bool]:
    return enabled(), gc.isenabled()


def test_the_collector_waits_and_goes_on():
    assert gc.isenabled()
    assert not enabled()
    assert gc.isenabled()


def test_an_answer_within_an_answer_does_not_wake_it():
    assert twice() == (False, False)
    assert gc.isenabled()


def test_it_goes_on_after_a_fault():
    with pytest.raises(ValueError, match="Fehler"):
        enabled(fail=True)
    assert gc.isenabled()


def test_who_had_it_wait_before_has_it_wait_on():
    gc.disable()
    try:
        assert not enabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
