"""Each rule of the feeds is a check, and each check knows a break it must notice.

A check is a function of a world that raises AssertionError. A mutant breaks one thing
in the product for the length of a test; under it the check must fail, so that a check
that cannot fail is itself a failing test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

import pytest

from service.calendars import documents, revise
from tests.service.calendars.world import World

Check = Callable[[World], None]
Break = Callable[[pytest.MonkeyPatch], None]

HIGHEST = 52


@dataclass(frozen=True)
class Rule:
    """One rule with its check and the mutants it must catch."""

    number: int
    check: Check
    mutants: tuple[tuple[str, Break], ...]


RULES: dict[int, list[Rule]] = {}


def rule(number: int, **mutants: Break) -> Callable[[Check], Check]:
    """Register the check of rule F<number> with its named mutants."""
    assert mutants, f"F{number} needs a break that its check notices"

    def register(check: Check) -> Check:
        found = RULES.setdefault(number, [])
        found.append(Rule(number, check, tuple(mutants.items())))
        return check

    return register


def holding(module: str) -> pytest.MarkDecorator:
    """Parametrise a test with the rules a module registered."""
    own = [(f"F{r.number}-{r.check.__name__}", r.check) for r in _of(module)]
    return pytest.mark.parametrize(
        "check", [check for _, check in own], ids=[name for name, _ in own]
    )


def broken(module: str) -> pytest.MarkDecorator:
    """Parametrise a test with every mutant of a module's rules."""
    cases = [
        pytest.param(r.check, mutant, id=f"F{r.number}-{name}")
        for r in _of(module)
        for name, mutant in r.mutants
    ]
    return pytest.mark.parametrize(("check", "mutant"), cases)


def must_catch(
    check: Check, mutant: Break, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check fails on the broken product."""
    mutant(monkeypatch)
    with pytest.raises(AssertionError):
        check(world)


def replace(module: ModuleType, name: str, made: Callable[[object], object]) -> Break:
    """A mutant: what stands under a name of a module becomes ``made(of it)``."""

    def apply(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, name, made(getattr(module, name)))

    return apply


def bytes_of_events(change: Callable[[bytes], bytes]) -> Break:
    """A mutant: every event rendered is changed on its way out."""

    def apply(monkeypatch: pytest.MonkeyPatch) -> None:
        render = revise.render_event
        monkeypatch.setattr(
            revise,
            "render_event",
            lambda content, revision: change(render(content, revision)),
        )

    return apply


def bytes_of_header(change: Callable[[bytes], bytes]) -> Break:
    """A mutant: every calendar header is changed on its way out."""

    def apply(monkeypatch: pytest.MonkeyPatch) -> None:
        render = documents.render_header
        monkeypatch.setattr(
            documents, "render_header", lambda name: change(render(name))
        )

    return apply


def _of(module: str) -> list[Rule]:
    return [
        one
        for number in sorted(RULES)
        for one in RULES[number]
        if one.check.__module__ == module
    ]
