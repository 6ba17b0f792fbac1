"""One word per thing: the glossary is complete enough and in use."""

import re
from pathlib import Path

from service.glossary import glossary

ROOT = Path(__file__).resolve().parents[2]


def test_each_word_stands_for_one_thing():
    terms = glossary()
    assert len(terms) >= 40
    for words in (
        [t.german for t in terms],
        [t.english for t in terms],
        [t.identifier for t in terms],
    ):
        assert len(words) == len(set(words))


def test_each_term_says_what_it_means_and_where_it_is_from():
    for term in glossary():
        assert term.definition.endswith(".")
        assert term.source
        assert re.fullmatch(r"[a-z_]+", term.identifier)


def test_words_that_were_given_up_do_not_appear_as_identifiers():
    given_up = re.compile(r"\b(provider|carer|nanny|day_mother|babysitter)s?\b")
    for package in ("api", "service", "solver"):
        for path in (ROOT / package).rglob("*.py"):
            assert not given_up.search(path.read_text(encoding="utf-8")), path
