"""A number and what it counts: one change, two changes.

Whoever translates has a text for one and a text for many of each noun; sentences are
mended by them where a number in front of a noun is 1.
"""

import re
from collections.abc import Iterable, Mapping

from solver.numerals import Say, numeral

#: Nouns that stand behind a number, with the verb or adjective that agrees with them
#: where there is one: many of them, and one.
ONE_OF: Mapping[str, str] = {
    "Abwesenheiten": "Abwesenheit",
    "Arbeitstage": "Arbeitstag",
    "Begleitungen": "Begleitung",
    "Begleitungen waren": "Begleitung war",
    "Bekanntschaften": "Bekanntschaft",
    "Bekanntschaften sind": "Bekanntschaft ist",
    "Besuche": "Besuch",
    "Besuche liegen": "Besuch liegt",
    "Besuche liegen nicht": "Besuch liegt nicht",
    "Cent": "Cent",
    "Euro": "Euro",
    "Einrichtungen": "Einrichtung",
    "Einrichtungen bleiben": "Einrichtung bleibt",
    "Einrichtungen der Startphase bleiben": "Einrichtung der Startphase bleibt",
    "Geschwistertage": "Geschwistertag",
    "Häuser": "Haus",
    "Jahre": "Jahr",
    "Kinder": "Kind",
    "Kinder brauchen": "Kind braucht",
    "Kinder werden": "Kind wird",
    "Kinderminuten": "Kinderminute",
    "Kinderminuten mal Prozent": "Kinderminute mal Prozent",
    "Kindern": "Kind",
    "Kinderstunden": "Kinderstunde",
    "Kinderstunden im Jahr bleiben": "Kinderstunde im Jahr bleibt",
    "Kindertagespflegepersonen": "Kindertagespflegeperson",
    "Kitas": "Kita",
    "Kontakte": "Kontakt",
    "Lücken": "Lücke",
    "Maßnahmen": "Maßnahme",
    "Minuten": "Minute",
    "Mitglieder": "Mitglied",
    "Monate": "Monat",
    "Paare": "Paar",
    "Paare aus bestehenden Teams werden": "Paar aus bestehenden Teams wird",
    "Paare des Vorjahres werden": "Paar des Vorjahres wird",
    "Paare lassen": "Paar lässt",
    "Personen": "Person",
    "Personen fehlen": "Person fehlt",
    "Personen kommen": "Person kommt",
    "Personenminuten Fahrt": "Personenminute Fahrt",
    "Plätze": "Platz",
    "Plätze mehr": "Platz mehr",
    "Plätzen": "Platz",
    "Prozessbegleitungen": "Prozessbegleitung",
    "Punkte": "Punkt",
    "Punkte fehlen": "Punkt fehlt",
    "Sitzungen": "Sitzung",
    "Stunden": "Stunde",
    "Tage": "Tag",
    "Tagen": "Tag",
    "Teams vertreten": "Team vertritt",
    "Termine": "Termin",
    "Termine haben": "Termin hat",
    "Termine liegen": "Termin liegt",
    "Termine liegen nicht": "Termin liegt nicht",
    "Unterrichtseinheiten": "Unterrichtseinheit",
    "Veranstaltungen": "Veranstaltung",
    "Veranstaltungen haben": "Veranstaltung hat",
    "Veranstaltungstage liegen": "Veranstaltungstag liegt",
    "Verschiebungen": "Verschiebung",
    "Vertretungen": "Vertretung",
    "Werkstätten": "Werkstatt",
    "Werte sind": "Wert ist",
    "Wochen": "Woche",
    "Wünsche": "Wunsch",
    "Wünsche nach einem gemeinsamen Team bleiben": (
        "Wunsch nach einem gemeinsamen Team bleibt"
    ),
    "Zeilen": "Zeile",
    "Zuordnungen": "Zuordnung",
    "anderen Einrichtungen": "anderen Einrichtung",
    "andere Häuser kamen": "anderes Haus kam",
    "andere Kommunen hätten": "andere Kommune hätte",
    "andere Tage kamen": "anderer Tag kam",
    "angekündigte Abwesenheiten": "angekündigte Abwesenheit",
    "anwesende Personen": "anwesende Person",
    "ausgeloste Wochen": "ausgeloste Woche",
    "ausgelosten Grippewochen": "ausgelosten Grippewoche",
    "ausgelosten Jahren": "ausgelosten Jahr",
    "belegte Zeiten gelten": "belegte Zeit gilt",
    "eingetragene Besuche werden": "eingetragener Besuch wird",
    "finden niemanden": "findet niemanden",
    "freizuhaltende Plätze werden": "freizuhaltender Platz wird",
    "geheime Adressen": "geheime Adresse",
    "gewünschte halbe Stunden im Monat fehlen": (
        "gewünschte halbe Stunde im Monat fehlt"
    ),
    "gewichtete Minuten": "gewichtete Minute",
    "geänderte Angaben": "geänderte Angabe",
    "halbe Stunden": "halbe Stunde",
    "veröffentlichte Besuche werden": "veröffentlichter Besuch wird",
    "veröffentlichte Tage oder Gastgeberinnen ändern": (
        "veröffentlichter Tag oder veröffentlichte Gastgeberin ändert"
    ),
    "veröffentlichte Termine werden": "veröffentlichter Termin wird",
    "veröffentlichte Zuordnungen ändern": "veröffentlichte Zuordnung ändert",
    "zusätzliche Kinder": "zusätzliches Kind",
    "zusätzliche Orte, auf die": "zusätzlicher Ort, auf den",
    "zusätzliche Personen sind": "zusätzliche Person ist",
    "Änderungen": "Änderung",
}

#: Of two nouns that begin alike the longer one is meant.
_LONGEST_FIRST = sorted(ONE_OF, key=len, reverse=True)
_COUNTED = re.compile(rf"{{(\w+)}} (?:{'|'.join(map(re.escape, _LONGEST_FIRST))})\b")


def template_of(noun: str) -> str:
    """The text that is translated: a number, then the noun."""
    return f"{{value}} {noun}".rstrip()


def counted(value: int | str, noun: str, say: Say = str) -> str:
    """A number with its noun, ``noun`` being the word for many."""
    one = ONE_OF.get(noun, noun) if str(value) == "1" else noun
    number = numeral(value, say=say) if isinstance(value, int) else value
    return say(template_of(one)).format(value=number)


def noun_of(value: int | str, noun: str, say: Say = str) -> str:
    """The noun alone, as it stands behind the number."""
    one = ONE_OF.get(noun, noun) if str(value) == "1" else noun
    return say(template_of(one)).format(value="").strip()


def with_ones(told: str, ones: Iterable[str], say: Say = str) -> str:
    """A template in the reader's language, of which some gaps are filled with a 1.

    A noun that follows such a gap stands in the singular.
    """
    for gap in ones:
        before = f"{{{gap}}} "
        if before not in told:
            continue
        for many in _LONGEST_FIRST:
            words = before + noun_of(2, many, say)
            if words not in told:
                continue
            one = before + noun_of(1, many, say)
            told, changed = re.subn(re.escape(words) + r"\b", one, told)
            if changed:
                break
    return told


def counting(template: str) -> tuple[str, ...]:
    """Gaps of a German template with a noun behind them that agrees."""
    return tuple(dict.fromkeys(_COUNTED.findall(template)))


def told(template: str, values: Mapping[str, object], say: Say = str) -> str:
    """A template in the reader's language with its values, nouns agreeing with them."""
    ones = (gap for gap, value in values.items() if str(value) == "1")
    return with_ones(say(template), ones, say).format(**values)
