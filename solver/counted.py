"""A number and what it counts: one change, two changes.

Whoever translates has a text for one and a text for many of each noun; sentences are
mended by them where a number in front of a noun is 1.
"""

import re
from collections.abc import Callable, Iterable, Mapping

#: Turns German words into those of the reader; ``str`` leaves them as they are.
Say = Callable[[str], str]

#: Nouns that stand behind a number: many of them, and one.
ONE_OF: Mapping[str, str] = {
    "Änderungen": "Änderung",
    "Arbeitstage": "Arbeitstag",
    "Bekanntschaften": "Bekanntschaft",
    "Besuche": "Besuch",
    "Cent": "Cent",
    "Einrichtungen": "Einrichtung",
    "Geschwistertage": "Geschwistertag",
    "Häuser": "Haus",
    "Jahre": "Jahr",
    "Kinder": "Kind",
    "Kinderminuten": "Kinderminute",
    "Kinderminuten mal Prozent": "Kinderminute mal Prozent",
    "Kinderstunden": "Kinderstunde",
    "Kitas": "Kita",
    "Kontakte": "Kontakt",
    "Lücken": "Lücke",
    "Minuten": "Minute",
    "Monate": "Monat",
    "Paare": "Paar",
    "Personen": "Person",
    "Plätze": "Platz",
    "Plätzen": "Platz",
    "Prozessbegleitungen": "Prozessbegleitung",
    "Punkte": "Punkt",
    "Stunden": "Stunde",
    "Tage": "Tag",
    "Tagen": "Tag",
    "Termine": "Termin",
    "Veranstaltungen": "Veranstaltung",
    "Werkstätten": "Werkstatt",
    "Wochen": "Woche",
    "Wünsche": "Wunsch",
    "Zuordnungen": "Zuordnung",
    "halbe Stunden": "halbe Stunde",
}


def template_of(noun: str) -> str:
    """The text that is translated: a number, then the noun."""
    return f"{{value}} {noun}".rstrip()


def counted(value: int | str, noun: str, say: Say = str) -> str:
    """A number with its noun, ``noun`` being the word for many."""
    one = ONE_OF.get(noun, noun) if value == 1 else noun
    return say(template_of(one)).format(value=value)


def noun_of(value: int | str, noun: str, say: Say = str) -> str:
    """The noun alone, as it stands behind the number."""
    one = ONE_OF.get(noun, noun) if value == 1 else noun
    return say(template_of(one)).format(value="").strip()


def with_ones(told: str, ones: Iterable[str], say: Say = str) -> str:
    """A template in the reader's language, of which some gaps are filled with a 1.

    A noun that follows such a gap stands in the singular.
    """
    for gap in ones:
        before = f"{{{gap}}} "
        if before not in told:
            continue
        # Of two nouns that begin alike the longer one is meant.
        for many in sorted(ONE_OF, key=len, reverse=True):
            pattern = re.escape(before + noun_of(2, many, say)) + r"\b"
            told, changed = re.subn(pattern, before + noun_of(1, many, say), told)
            if changed:
                break
    return told


def told(template: str, values: Mapping[str, object], say: Say = str) -> str:
    """A template in the reader's language with its values, nouns agreeing with them."""
    ones = (gap for gap, value in values.items() if str(value) == "1")
    return with_ones(say(template), ones, say).format(**values)
