"""German words for the codes in facts, and how a fact is written in a sentence."""

from collections.abc import Callable, Mapping

from solver.counted import counted, noun_of
from solver.months import date_words, span_words
from solver.numerals import Say, numeral
from solver.weights import added, weights_in

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
        "unknown_session": "diesen Termin sieht keine Begleitung vor",
        "other_length": "er ist nicht so lang wie vereinbart",
        "unknown_request": "diesen Wunsch gibt es nicht",
        "unknown_host": "diese Konsultationseinrichtung gibt es nicht",
        "unknown_bond": "diese beiden besuchen einander nicht",
        "outside_days": "er liegt nicht in den Wochen, die geplant werden",
        "unknown_event": "diese Veranstaltung gibt es nicht",
        "unknown_member": "diese Kommune gibt es nicht",
        "unknown_coach": "diese Prozessbegleitung gibt es nicht",
        "floater_or_not": "nur ein Verbund um eine Vertretungskraft hat eine",
        "person_twice": "eine Person steht zweimal darin",
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
    "team_kind": {
        "tandem": "Tandem",
        "trio": "Trio",
        "substitution_group": "Vertretungsverbund",
        "floater_cluster": "Vertretungskraft mit Gruppe",
    },
    "team_refusal": {
        "person": "eine von beiden möchte das nicht",
        "counsellor": "die Fachberatung hat das gesperrt",
    },
    "held_fault": {
        "not_held": "im Verbund hält jedes Mitglied einen",
        "none_free": "sie hat keinen zu vergeben",
        "no_member": "sie gehört nicht dazu",
        "not_foreseen": "hier sind keine vorgesehen",
    },
    "designated": {"yes": "feste Vertretung", "no": "keine feste Vertretung"},
    "person": {"outside": "anderweitige Betreuung", "nobody": "niemand"},
    "conflict": {
        "counsellor": "sie ist dort Fachberatung",
        "employed": "sie ist beim Träger angestellt",
    },
    "refused_by": {
        "kindergarten": "die Einrichtung möchte das nicht",
        "coach": "die Prozessbegleitung möchte das nicht",
        "coordinator": "die Koordination hat das gesperrt",
    },
    "continuity": {
        "kept": "wie im Vorjahr",
        "first": "bisher ohne Begleitung",
        "parted": "im Vorjahr mit einer anderen Prozessbegleitung",
        "gone": "die bisherige Prozessbegleitung ist nicht mehr dabei",
    },
    "stage_known": {
        "yes": "mit Erfahrung in dieser Phase",
        "no": "ohne Erfahrung in dieser Phase",
    },
    "way": {"unreachable": "unerreichbar weit"},
    "limit": {"unlimited": "ohne Grenze"},
    "most_days": {"unlimited": "beliebig vielen"},
    "gain": {
        "served": "wird begleitet",
        "hours": "bekommt alle gewünschten Stunden",
    },
    "language": {
        "ar": "Arabisch",
        "en": "Englisch",
        "fr": "Französisch",
        "pl": "Polnisch",
        "ru": "Russisch",
        "sign": "Gebärdensprache",
        "tr": "Türkisch",
        "uk": "Ukrainisch",
    },
    "programme_day": {
        "working_group": "ein Arbeitskreis",
        "qualification": "ein Qualifizierungstag",
    },
    "refusal_origin": {
        "kindergarten": "die Einrichtung",
        "coach": "die Prozessbegleitung",
        "coordinator": "die Koordination",
    },
    "wished_day": {
        "yes": "an einem Wunschtag der Einrichtung",
        "no": "an keinem Wunschtag der Einrichtung",
        "any": "die Einrichtung hat keine Wunschtage",
    },
    "topics_shown": {
        "all": "alle gewünschten Themen werden gezeigt",
        "some": "einige der gewünschten Themen werden gezeigt",
        "unnamed": "es wurden keine Themen genannt",
    },
    "in_holidays": {
        "none": "außerhalb aller Schulferien",
        "some": "zum Teil in Schulferien",
    },
    "weeks_before": {"first": "ohne Termin davor"},
    "tier": {
        "uncovered": "Zeit ohne Vertretung plus Übergaben",
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
        "beginners-unserved": "Häuser der Startphase ohne Begleitung",
        "unserved": "Häuser ohne Begleitung",
        "hours-missing": "fehlende Stunden",
        "pairs-parted": "getrennte Paare des Vorjahres",
        "fit": "fehlende Passung",
        "travel": "Fahrzeit",
        "even-load": "ungleiche Auslastung",
        "score": "Summe der Preise",
        "sessions-unplaced": "Termine ohne Datum",
        "sessions-moved": "verlegte Termine",
        "school-holidays": "Termine in den Schulferien",
        "preferred-weekday": "Termine neben den Wunschtagen",
        "even-spacing": "ungleiche Abstände",
        "tours": "Fahrzeit im Programmjahr",
        "visits-unanswered": "Häuser ohne Besuch",
        "visits-moved": "verlegte Besuche",
        "topics-missed": "nicht gezeigte Themen",
        "visits-in-holidays": "Besuche in den Schulferien",
        "visits-other-weekday": "Besuche neben den Wunschtagen",
        "visit-travel": "Fahrzeit der Besuche",
        "events-unplaced": "Veranstaltungen ohne Termin",
        "events-moved": "verlegte Veranstaltungen",
        "events-in-holidays": "Veranstaltungstage in den Schulferien",
        "workshop-travel": "Fahrzeit aller Teilnehmenden",
        "team-uncovered": "Kinderstunden ohne Vertretung",
        "held-cost": "Kosten der Freihalteplätze",
        "team-wishes-unmet": "offene Wünsche nach einem Team",
        "teams-parted": "getrennte Paare aus bestehenden Teams",
        "team-ways-total": "Wege in den Teams",
        "contact-risk": "Ausfall ohne vertraute Person",
        "contact-visits-moved": "verlegte Besuche",
        "contact-faded": "verblasste Bekanntschaften",
        "contact-missed": "vereinbarte Besuche, die fehlen",
        "contact-travel": "Fahrzeit zu Besuchen",
        "contact-spacing": "ungleiche Abstände der Besuche",
        "tie-break": "feste Reihenfolge bei Gleichstand",
    },
    "land": {
        "BB": "Brandenburg",
        "BE": "Berlin",
        "BW": "Baden-Württemberg",
        "BY": "Bayern",
        "HB": "Bremen",
        "HE": "Hessen",
        "HH": "Hamburg",
        "MV": "Mecklenburg-Vorpommern",
        "NI": "Niedersachsen",
        "NW": "Nordrhein-Westfalen",
        "RP": "Rheinland-Pfalz",
        "SH": "Schleswig-Holstein",
        "SL": "Saarland",
        "SN": "Sachsen",
        "ST": "Sachsen-Anhalt",
        "TH": "Thüringen",
    },
    "unit": {
        "child-minutes": "Kinderminuten",
        "points": "Punkte",
        "persons": "Personen",
        "minutes": "Minuten",
        "band-minutes": "Punkte",
        "ranks": "Punkte",
        "places": "Plätze",
        "cents": "Euro",
        "changes": "Änderungen",
        "sibling-days": "Geschwistertage",
        "kindergartens": "Häuser",
        "half-hours": "halbe Stunden",
        "pairs": "Paare",
        "sessions": "Termine",
        "visits": "Besuche",
        "minute-percents": "Kinderminuten mal Prozent",
        "acquaintances": "Bekanntschaften",
        "events": "Veranstaltungen",
        "days": "Tage",
        "weeks": "Wochen",
        "child-hours": "Kinderstunden",
        "wishes": "Wünsche",
    },
}
#: Every tag a child may need and a person or place may offer; there are no others.
CAPABILITIES = frozenset(WORDS["capability"])
#: Facts that share the codes of another one.
_SAME_WORDS = {"required_familiarity": "familiarity"}
_CLOCK = frozenset({"time", "start", "end"})
_TIMES: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("day", "other_day", "first_day", "last_day"), date_words),
    "months": span_words,
}
_NAMED = frozenset(
    {
        "person",
        "holder",
        "chosen",
        "child",
        "sibling",
        "place",
        "need",
        "coach",
        "kindergarten",
        "county",
        "host",
        "closed_house",
        "member",
        "cluster",
        "event",
        "earlier_event",
        "other",
        "floater",
    }
)
#: Ways in minutes, or a word where there is none.
_WAYS = frozenset({"extra_way", "way"})
#: Hours agreed or wished, counted in half-hours.
_HALF_HOURS = frozenset({"agreed", "agreed_before", "wished", "more"})
WHOLE_HOURS, ONE_HOUR, HALF_HOUR = "{value} Stunden", "1 Stunde", "½ Stunde"
HALVED_HOURS = "{value},5 Stunden"
WEEKS_BEFORE = "{weeks} nach dem vorigen Termin"
EUROS = "{euros} €"
CENTS_PER_EURO = 100
#: Who else was possible: nobody, one, more.
OTHERS = (
    "sonst kam niemand in Frage",
    "eine andere Person kam in Frage",
    "{value} andere Personen kamen in Frage",
)


def written(  # noqa: PLR0911 - one kind of fact after another
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
    if fact in _TIMES:
        return _TIMES[fact](str(value))
    if fact in _WAYS and isinstance(value, int):
        return counted(value, "Minuten", say)
    if isinstance(value, int) and (amount := _amount(fact, value, say)):
        return amount
    if fact == "tier":
        return tier_words(str(value), say)
    words = WORDS.get(_SAME_WORDS.get(fact, fact), {})
    if str(value) in words:
        return say(words[str(value)])
    return numeral(value, say=say) if isinstance(value, int) else str(value)


def unit_words(unit: str, value: int | str, say: Say = str) -> str:
    """What a tier counts, as it stands behind a number."""
    return noun_of(value, WORDS["unit"].get(unit, unit), say)


def tier_number(value: int | str, unit: str, say: Say = str) -> str:
    """A tier's value as its unit is told: money is counted in cents, told in euros."""
    if not isinstance(value, int):
        return str(value)
    if unit != "cents":
        return numeral(value, say=say)
    return numeral(value / CENTS_PER_EURO, 2, say)


def tier_words(tier: str, say: Say = str, default: str = "") -> str:
    """A tier as people call it; one that adds wishes by those and their weights."""
    words = WORDS["tier"]
    weights = weights_in(tier)
    if not weights:
        return say(words.get(tier.partition("-urgency-")[0], default or tier))
    return added({wish: say(words.get(wish, wish)) for wish, _ in weights}, weights)


def _amount(fact: str, value: int, say: Say) -> str | None:
    """Hours, money and months as people write them; ``None`` for other numbers."""
    if fact in _HALF_HOURS:
        hours, half = divmod(value, 2)
        if hours + half == 1:
            return say(HALF_HOUR if half else ONE_HOUR)
        told = say(HALVED_HOURS if half else WHOLE_HOURS)
        return told.format(value=numeral(hours, say=say))
    if fact.endswith("_cents"):
        digits = 2 if value % CENTS_PER_EURO else 0
        amount = numeral(value / CENTS_PER_EURO, digits, say)
        return say(EUROS).format(euros=amount)
    return _counted(fact, value, say)


def _counted(fact: str, value: int, say: Say) -> str | None:
    if fact == "others":
        others = say(OTHERS[min(value, len(OTHERS) - 1)])
        return others.format(value=numeral(value, say=say))
    if fact == "weeks_before":
        return say(WEEKS_BEFORE).format(weeks=counted(value, "Wochen", say))
    if fact == "month":
        return f"{value % 12 + 1:02d}/{value // 12}"
    return None
