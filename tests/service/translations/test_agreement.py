"""Verbs and adjectives behind a number agree with it, in both languages."""

import re
from collections.abc import Iterator

import pytest

from service.i18n import catalogue
from solver.counted import ONE_OF, noun_of, template_of, with_ones
from tests.service.translations.registries import registered

#: A number, the words it counts, and a verb of many.
COUNTED = r"\{(value|count|children|persons|size|present)\} (?:[\w-]+ ){1,7}?"
MANY = {
    "de": re.compile(
        COUNTED + r"(?:sind|haben|hätten|werden|bleiben|liegen|fehlen|kommen|waren"
        r"|brauchen|kamen)\b"
    ),
    "en": re.compile(
        COUNTED + r"(?:are|(?<!would )have|stay|lie(?<!not lie)|were|need|do)\b"
    ),
}
#: Sentences in which the verb is not the number's.
OF_OTHERS = {
    "{value} Mal sind zwei Geschwister an einem Tag getrennt.": "two siblings are",
    "{value} andere Personen kamen in Frage": "one has a text of its own",
}
#: Sentences of commands; those of rules and reasons are registered.
OF_COMMANDS = (
    (
        "{days}: {children} Kinder brauchen Vertretung, {share} % der Stunden sind"
        " gedeckt ({covered} von {total} h)."
    ),
    "{count} Begleitungen waren schon angefragt oder zugesagt.",
    "{count} Paare lassen zugleich mehr offen als einzeln; die schlimmsten:",
    "{count} Werte sind nicht zu Ende bewiesen.",
)


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence with a number and a verb, in both languages."""
    english = catalogue("en")
    words = {template_of(noun) for pair in ONE_OF.items() for noun in pair}
    for german in {*registered(), *OF_COMMANDS} - words - set(OF_OTHERS):
        if "{" in german:
            yield "de", german
            yield "en", english[german]


def test_no_verb_of_many_stands_behind_a_one() -> None:
    english = catalogue("en")
    wrong = []
    for language, sentence in sentences():
        say = str if language == "de" else (lambda text: english.get(text, text))
        for found in MANY[language].finditer(sentence):
            told = with_ones(sentence, [found[1]], say)
            if found[0] in told:
                wrong.append(f"{sentence}\n    {found[0]}")
    assert not wrong, "\n".join(wrong)


#: A number and an English noun of many, up to two words further on.
NOUN_OF_MANY = re.compile(
    r"\{(value|count|size|children|persons|coaches)\} (?:(?!of\b)[\w-]+ ){0,2}?"
    r"(?!(?:is|was|has|goes|fits|holds|lies|others|process)\b)[a-z-]+s\b"
)
#: What is never one, or has a text of its own then; with the reason.
NEVER_ONE = {
    "characters": "limits of a text are many",
    "entries": "limits of a list are many",
    "calendars": "said of the most there may be",
    "values": "a list of one is no list in a file",
    "references": "a table of a broken migration, told to whoever mends it",
    "euros": "written with cents: 1.00 euros",
    "cents": "German has one word for both, and nothing costs one cent",
    "metres": "a way in a minute on foot or by car",
    "times": "once is said otherwise, or said of siblings on several days",
    "dates": "instead of one",
    "teams": "at once",
    "numbers": "a Land has many",
    "faults": "one fault has a text of its own",
    "coaches": "instead of one, or of a whole programme",
    "persons": "one has a text of its own",
    "substitutes": "more than a limit of at least one",
}


def test_no_english_noun_of_many_stands_behind_a_one_bug() -> None:
    """German may have one word for both: „1 Treffen“ was “1 meetings”."""
    english = catalogue("en")
    words = {template_of(noun) for pair in ONE_OF.items() for noun in pair}
    wrong = [
        sentence
        for german, sentence in english.items()
        if german not in words
        for found in NOUN_OF_MANY.finditer(sentence)
        if found[0].split()[-1] not in NEVER_ONE
        and found[0] in with_ones(sentence, [found[1]], english.__getitem__)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("many", ONE_OF)
def test_one_is_another_word_in_both_languages(many: str) -> None:
    """Some nouns are alike for one and many; with a verb behind them none is."""
    english = catalogue("en")
    for say in (str, lambda text: english[text]):
        words = noun_of(1, many, say), noun_of(2, many, say)
        assert words[0] != words[1] or " " not in words[0]


NOT_WISHED = "{value} Termine liegen nicht an einem Wunschtag."
HOLIDAYS = "{value} Termine liegen in den Schulferien."


@pytest.mark.parametrize(
    ("sentence", "gap", "german", "english"),
    [
        (OF_COMMANDS[0], "children", "1 Kind braucht", "1 child needs"),
        (OF_COMMANDS[3], "count", "1 Wert ist nicht", "1 value is not"),
        (NOT_WISHED, "value", "1 Termin liegt nicht", "1 session does not lie"),
        (HOLIDAYS, "value", "1 Termin liegt in", "1 session lies in"),
    ],
)
def test_a_one_is_said_so(sentence: str, gap: str, german: str, english: str) -> None:
    known = catalogue("en")
    for told, say, expected in (
        (sentence, str, german),
        (known[sentence], known.__getitem__, english),
    ):
        assert expected in with_ones(told, [gap], say).replace(f"{{{gap}}}", "1")
