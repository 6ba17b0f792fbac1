"""Whatever is told in German is there in English, with the same gaps."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import service
from service.i18n import catalogue, translate, translate_sentence, use_locale
from service.planning import sentences
from solver.matching.explanation import sentences as matching
from solver.sentences import filled, gaps_of
from solver.substitution.explanation import reasons
from solver.words import WORDS
from tests.service.translations.registries import registered
from tests.service.translations.source_texts import (
    GERMAN,
    NOT_TOLD,
    ROOTS,
    german_sentences,
)

FOLDER = Path(service.__file__).parent / "translations" / "en" / "LC_MESSAGES"


@pytest.fixture
def _english() -> Iterator[None]:
    use_locale("en")
    yield
    use_locale("de")


def listed(texts: Mapping[str, str], missing: list[str]) -> str:
    """What is missing, as it may be pasted into a catalogue."""
    lines = [f'#: {texts[text]}\nmsgid {quoted(text)}\nmsgstr ""\n' for text in missing]
    return f"{len(missing)} texts have no English:\n\n" + "\n".join(lines)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def test_every_registered_text_has_its_english() -> None:
    texts = registered()
    assert len(texts) > 250
    missing = [text for text in texts if text not in catalogue("en")]
    assert not missing, listed(texts, missing)


@pytest.mark.usefixtures("_english")
def test_every_sentence_of_the_source_has_its_english() -> None:
    texts = german_sentences()
    assert len(texts) > 300
    known = catalogue("en")
    missing = [
        text for text in texts if text not in known and translate_sentence(text) == text
    ]
    assert not missing, listed(texts, missing)


@pytest.mark.usefixtures("_english")
def test_every_value_of_a_sentence_stands_in_its_english() -> None:
    for text in german_sentences():
        told = translate_sentence(text)
        assert text.count("Wert 7") == told.count("Wert 7"), (text, told)


def test_both_languages_have_the_same_gaps() -> None:
    for german, english in catalogue("en").items():
        assert gaps(german) == gaps(english), german


def gaps(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_no_text_has_two_englishes() -> None:
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                text = str(message.id)
                if text:
                    assert found.get(text, path.name) == path.name, text
                    found[text] = path.name


def test_what_is_not_told_is_still_there() -> None:
    for place in NOT_TOLD:
        assert any(list(ROOTS[0].parent.glob(f"{place}*"))), place


_OF_TIME = {"day": "2026-11-02", "months": "2026-11/2027-03"}


def facts_for(template: str) -> Iterator[dict[str, int | str]]:
    """A fact for every gap, each code of a coded one once."""
    plain: dict[str, int | str] = {
        name: _OF_TIME.get(name, 480) for name in gaps_of(template)
    }
    yield plain
    for name in gaps_of(template):
        for code in WORDS.get(name.removeprefix("required_"), {}):
            yield {**plain, name: code}


def all_sentences() -> Iterator[str]:
    for known in (reasons.SENTENCES, matching.SENTENCES):
        for info in known.infos.values():
            yield from filter(None, (info.sentence, info.summary))
    yield matching.ENGAGEMENT_SENTENCE
    yield from (*sentences.ASSIGNMENT_SENTENCES, sentences.GAP_SENTENCE)


@pytest.mark.usefixtures("_english")
def test_no_german_word_stays_in_a_reason_told_in_english() -> None:
    for template in all_sentences():
        for facts in facts_for(template):
            told = filled(template, facts, {}, translate)
            assert not GERMAN.search(told), told


def test_without_a_language_reasons_are_german() -> None:
    template = sentences.ASSIGNMENT_SENTENCES[2]
    facts = next(facts_for(template))
    german = filled(template, {**facts, "model": "tandem"}, {"480": "Ada"}, translate)
    assert german.startswith("Ada übernimmt Ada am 02.11.2026 von 08:00 bis 08:00")
    assert "(Tandem," in german
    assert german == filled(template, {**facts, "model": "tandem"}, {"480": "Ada"})


@pytest.mark.usefixtures("_english")
def test_a_value_that_is_a_sentence_is_translated_in_its_turn() -> None:
    german = "Eine Regel: Der Wert passt nicht: 7."
    assert translate_sentence(german) == "Eine Regel: The value does not fit: 7."


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("„a“ hat mehr als 5 Zeilen.", "“a” has more than 5 rows."),
        ("„“ hat mehr als 5 Zeilen.", "„“ hat mehr als 5 Zeilen."),
        (
            "„a“ hat mehr als 5 Zeilen“ hat mehr als 6 Zeilen.",
            "“a” has more than 5 Zeilen“ hat mehr als 6 rows.",
        ),
        ("Niemand kennt diesen Satz.", "Niemand kennt diesen Satz."),
    ],
)
def test_values_are_found_between_the_fixed_words(german: str, english: str) -> None:
    assert translate_sentence(german) == english


@pytest.mark.usefixtures("_english")
def test_a_long_text_made_of_fixed_words_stays_as_it_is() -> None:
    hostile = "„" + "“ hat mehr als „" * 20_000 + " Zeilen!"
    assert translate_sentence(hostile) == hostile
