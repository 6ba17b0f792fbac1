"""An interrupt while somebody waits is noted, never lost and never too early."""

import os
import signal

import pytest

from service.cli import run
from service.commands import settings
from service.commands.common.waiting import noting_interrupts


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_an_interrupt_is_noted_and_raised_only_the_second_time():
    with noting_interrupts() as noted:
        assert not noted.is_set()
        interrupt()
        assert noted.is_set()
        with pytest.raises(KeyboardInterrupt):
            interrupt()


def test_a_callback_that_swallows_everything_does_not_lose_it():
    """Where an interrupt was raised inside a finaliser the plan was simply finished."""

    class Finalised:
        def __del__(self) -> None:
            interrupt()

    with noting_interrupts() as noted:
        Finalised()
        assert noted.is_set()


def test_afterwards_interrupts_are_what_they_were():
    before = signal.getsignal(signal.SIGINT)
    with noting_interrupts():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_one_while_a_library_makes_its_classes_is_no_fault_of_the_programme(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Python 3.11 raises it as a RuntimeError then, with the interrupt as its cause."""

    class Field:
        def __set_name__(self, owner: type, name: str) -> None:
            interrupt()

    def loading() -> None:
        type("Loaded", (), {"field": Field()})

    monkeypatch.setattr(settings.command, "callback", loading)
    monkeypatch.setattr(settings.command, "params", [])
    # Whoever starts tests in the background has interrupts ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert run(["settings"]) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == "Abgebrochen.\n"
