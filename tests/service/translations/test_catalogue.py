"""Whatever is told in German is there in English, with the same gaps."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import service
from service.i18n import catalogue, translate_sentence, use_locale
from tests.service.translations.registries import registered
from tests.service.translations.source_texts import NOT_TOLD, ROOTS, german_sentences

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
