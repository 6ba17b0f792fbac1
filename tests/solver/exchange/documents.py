"""Small documents for tests: one person, one need, changed where a test wants."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SCENARIOS = ROOT / "fixtures" / "scenarios" / "substitution"
EXAMPLES = sorted(SCENARIOS.glob("*.problem.json"))
DAY = "2026-11-23"


def a_document(**changes: Any) -> dict[str, Any]:
    document = {
        "format": "lueckenlos-problem",
        "version": 1,
        "first_day": DAY,
        "profile": {"base": "plain"},
        "persons": [{"id": "a"}],
        "needs": [{"id": "n", "start": "08:00", "end": "10:00"}],
    }
    return {**document, **changes}


def as_bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
