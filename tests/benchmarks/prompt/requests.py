"""Bodies, calendars and sentences that want to keep the server busy."""

import pytest

from service.i18n import translate_sentence, use_locale
from tests.api.test_problems import MALFORMED, send
from tests.api.world import World
from tests.benchmarks.prompt.kept import kept
from tests.service.busy.files import busy, calendar, event
from tests.service.busy.test_hostile import HOUR, TEN

MALFORMED_SECONDS, COUNT_SECONDS, SENTENCE_SECONDS = 2.0, 1.0, 1.0


@pytest.mark.parametrize("kind", MALFORMED)
def test_malformed_body(still_world: World, kind: str) -> None:
    body = MALFORMED[kind]
    kept(f"refuse: {kind}", lambda: send(still_world, body), MALFORMED_SECONDS)


def test_a_rule_with_a_huge_count() -> None:
    content = calendar(event(TEN, HOUR, "RRULE:FREQ=WEEKLY;COUNT=999999999"))
    kept("a rule with a huge count", lambda: busy(content), COUNT_SECONDS)


def test_a_long_text_made_of_fixed_words() -> None:
    hostile = "„" + "“ hat mehr als „" * 20_000 + " Zeilen!"
    use_locale("en")
    try:
        kept(
            "a long text made of fixed words",
            lambda: translate_sentence(hostile),
            SENTENCE_SECONDS,
        )
    finally:
        use_locale("de")
