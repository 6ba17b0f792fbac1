"""Commands tell errors, settings and help in the language that is asked for."""

import json
from collections.abc import Iterator

import pytest

from service.commands.common import words
from service.i18n import translate, translate_sentence, use_locale
from service.imports import runs
from service.settings import table
from tests.service.commands.conftest import Cli


@pytest.fixture
def english() -> Iterator[None]:
    use_locale("en")
    yield
    use_locale("de")


@pytest.mark.usefixtures("english")
def test_a_sentence_that_is_not_in_the_catalogue_stays_as_it_is() -> None:
    assert translate_sentence("Niemand kennt diesen Satz.") == (
        "Niemand kennt diesen Satz."
    )


@pytest.mark.usefixtures("english")
def test_settings_and_steps_of_an_import_are_translated() -> None:
    steps = [runs.READING, runs.CHECKING, runs.STORING, runs.TELLING]
    texts = steps + [help_text for _name, _default, help_text in table()]
    assert [text for text in texts if translate(text) == text] == []


def test_errors_speak_the_language_that_is_asked_for(office: Cli) -> None:
    german = office("absence", "report", "X-999")
    english = office("--lang", "en", "absence", "report", "X-999")
    assert "Eine Person „X-999“ gibt es nicht." in german.err
    assert "There is no person “X-999”." in english.err


def test_help_names_values_in_its_language(cli: Cli) -> None:
    german = cli("plan", "--help").out + cli("explain", "--help").out
    english = cli("--lang", "en", "plan", "--help").out
    english += cli("--lang", "en", "explain", "--help").out
    for word in ("[OPTIONEN]", "--from TAG", "KIND", "--seconds ZAHL"):
        assert word in german
        assert word not in english
    for word in ("[OPTIONS]", "--from DAY", "CHILD", "--seconds INTEGER"):
        assert word in english
        assert word not in german
    assert "BEFEHL" in cli("absence", "--help").out
    assert "COMMAND" in cli("--lang", "en", "absence", "--help").out
    assert "'PROPOSAL'" in cli("--lang", "en", "publish").err
    assert set(words._TYPES.values()).isdisjoint(english.split())


def test_rules_say_in_both_languages_what_is_unknown_of_a_land(cli: Cli) -> None:
    german = cli("rules", "--land", "HH").out
    english = cli("--lang", "en", "rules", "--land", "HH").out
    assert "Pflegeerlaubnis" in german
    assert "(unbekannt," in german
    assert "permit" in english
    assert "(unknown," in english
    assert "Pflegeerlaubnis" not in english
    document = json.loads(cli("rules", "--land", "HH", "--json").out)
    unknown = {
        (rule["id"], number["name"])
        for rule in document["rules"]
        for number in rule["numbers"]
        if number["status"] == "unknown"
    }
    assert ("present-at-once-person", "max_children") in unknown
    assert ("daily-rest", "rest_minutes") not in unknown
