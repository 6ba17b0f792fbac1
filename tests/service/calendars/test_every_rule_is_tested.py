"""All 52 rules have a check, and every check has something to notice."""

from importlib import import_module
from pathlib import Path

from tests.service.calendars.rulebook import HIGHEST, RULES


def test_every_rule_has_a_check_and_a_mutant() -> None:
    for file in sorted(Path(__file__).parent.glob("test_rules_*.py")):
        import_module(f"tests.service.calendars.{file.stem}")
    assert sorted(RULES) == list(range(1, HIGHEST + 1))
    assert all(one.mutants for checks in RULES.values() for one in checks)
