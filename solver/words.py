"""German words for the codes in facts, and how a fact is written in a sentence."""

from collections.abc import Callable, Mapping
from datetime import date

#: Turns German words into those of the reader; ``str`` leaves them as they are.
Say = Callable[[str], str]
MINUTES = "{value} Minuten"

#: Codes by the fact that carries them.
WORDS: Mapping[str, Mapping[str, str]] = {
    "exclusion_origin": {
        "guardian": "die Sorgeberechtigten möchten das nicht",
        "person": "die Person möchte das nicht",
        "declined": "die Anfrage wurde abgelehnt",
        "forbidden": "die Fachberatung hat das gesperrt",
    },
    "personal_limit": {
        "weekday_off": "an diesem Wochentag nimmt sie keine Kinder",
        "too_young": "das Kind ist ihr zu jung",
        "too_old": "das Kind ist ihr zu alt",
    },
    "permit_fault": {
        "missing": "sie fehlt",
        "not_yet": "sie gilt noch nicht",
        "expired": "sie ist abgelaufen",
        "too_young": "das Kind ist jünger, als sie zulässt",
        "too_old": "das Kind ist älter, als sie zulässt",
        "hours": "die Zeit liegt außerhalb ihrer Stunden",
    },
    "credential": {
        "first_aid": "Erste Hilfe am Kind",
        "infection_instruction": "Belehrung nach dem Infektionsschutzgesetz",
        "measles": "Masernschutz",
        "conduct_certificate": "erweitertes Führungszeugnis",
    },
    "qualification": {
        "ladder": "Grundqualifizierung",
        "inclusion": "Zusatzqualifizierung Inklusion",
    },
    "familiarity": {
        "unknown": "unbekannt",
        "faded": "lange nicht gesehen",
        "met": "schon begegnet",
        "familiar": "vertraut",
        "settled": "eingewöhnt",
    },
    "capability": {
        "inclusion": "Inklusion",
        "infant": "Säuglingspflege",
        "medication": "Einweisung in Medikamente",
        "allergy": "Erfahrung mit Allergien",
        "no_pets": "einen Ort ohne Haustiere",
        "step_free": "einen stufenlosen Ort",
        "language_tr": "Türkisch",
        "language_ar": "Arabisch",
        "language_uk": "Ukrainisch",
        "language_ru": "Russisch",
        "language_pl": "Polnisch",
        "language_en": "Englisch",
        "language_sign": "Gebärdensprache",
    },
    "handover_fault": {
        "at_two_places": "doppelt vergeben",
        "handed_over": "weitergereicht",
    },
    "week_limit": {
        "contract": "nach dem Arbeitsvertrag",
        "average": "im Schnitt von acht Stunden je Werktag",
    },
    "extra_way": {"unreachable": "unerreichbar weiten"},
    "part_fault": {
        "unknown_need": "diesen Bedarf gibt es nicht",
        "other_child_or_day": "Kind oder Tag sind andere",
        "outside_need": "die Zeit liegt außerhalb des Bedarfs",
        "unknown_person": "diese Person gibt es nicht",
        "unknown_place": "diesen Ort gibt es nicht",
        "unknown_coach": "diese Prozessbegleitung gibt es nicht",
        "unknown_kindergarten": "diese Einrichtung gibt es nicht",
    },
    "model": {
        "tandem": "Tandem",
        "substitution_group": "Vertretungsverbund",
        "floater_cluster": "Vertretungskraft",
        "base": "Vertretungsstelle",
        "shared_setting": "Großtagespflege",
        "kita": "Kita",
        "known_person": "bekannte Person",
    },
    "designated": {"yes": "feste Vertretung", "no": "keine feste Vertretung"},
    "person": {"outside": "anderweitige Betreuung"},
    "tier": {
        "uncovered": "Zeit ohne Vertretung",
        "changes": "Änderungen am Freigegebenen",
        "familiarity": "fehlende Vertrautheit",
        "continuity": "zusätzliche Personen je Kind",
        "extra-way": "Mehrweg der Familien",
        "fairness": "ungleiche Last",
        "spare-places": "belegte freizuhaltende Plätze",
        "cost": "Kosten",
        "persons-deployed": "Personen im Einsatz",
        "siblings-apart": "getrennte Geschwister",
        "group-together": "getrennte Gruppen",
        "tie-break": "feste Reihenfolge bei Gleichstand",
    },
    "unit": {
        "child-minutes": "Kinderminuten",
        "points": "Punkte",
        "persons": "Personen",
        "minutes": "Minuten",
        "band-minutes": "Punkte",
        "ranks": "Punkte",
        "places": "Plätze",
        "cents": "Cent",
        "changes": "Änderungen",
        "sibling-days": "Geschwistertage",
    },
}
#: Every tag a child may need and a person or place may offer; there are no others.
CAPABILITIES = frozenset(WORDS["capability"])
#: Facts that share the codes of another one.
_SAME_WORDS = {"required_familiarity": "familiarity"}
_CLOCK = frozenset({"time", "start", "end"})
_NAMED = frozenset({"person", "holder", "chosen", "child", "sibling", "place", "need"})


def written(
    fact: str, value: int | str, names: Mapping[str, str], say: Say = str
) -> str:
    """A fact as text: clock times, dates, names and words for codes.

    ``names`` gives a name to an id; without one the id itself stands there. ``say``
    gives the words of the reader's language.
    """
    if fact in _NAMED:
        return names.get(str(value)) or say(WORDS["person"].get(str(value), str(value)))
    if fact in _CLOCK and isinstance(value, int):
        return f"{value // 60:02d}:{value % 60:02d}"
    if fact == "day":
        return date.fromisoformat(str(value)).strftime("%d.%m.%Y")
    if fact == "extra_way" and isinstance(value, int):
        return say(MINUTES).format(value=value)
    if fact == "tier":
        value = str(value).partition("-urgency-")[0]
    words = WORDS.get(_SAME_WORDS.get(fact, fact), {})
    return say(words[str(value)]) if str(value) in words else str(value)
