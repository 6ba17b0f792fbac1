"""German titles, units and words of every number a profile may set."""

from collections.abc import Mapping

from service.i18n import translate as _
from service.profiles.titles_programme import (
    PROGRAMME_DERIVATIONS,
    PROGRAMME_WORDINGS,
)
from service.profiles.titles_visits import VISIT_DERIVATIONS, VISIT_WORDINGS
from service.profiles.wording import Wording, minutes
from solver.counted import counted
from solver.profile import Value
from solver.words import WORDS

_PERSON_KINDS: Mapping[str, str] = {
    "childminder": "Kindertagespflegeperson",
    "floater": "Vertretungskraft",
    "base_staff": "Personal der Vertretungsstelle",
    "kita_staff": "Personal der Kita",
}
_HANDOVERS: Mapping[str, str] = {
    "never": "nie",
    "same_place": "nur am selben Ort",
    "at_all": "auch an einem anderen Ort",
}
_CAPABILITIES = WORDS["capability"]
_CREDENTIALS = WORDS["credential"]
_FAMILIARITY = WORDS["familiarity"]
_MODELS = WORDS["model"]
_NOBODY = "niemand"


def _points(state: str) -> Wording:
    return Wording(f"Gewicht eines Stücks, Person {state}", "Punkte")


def _proofs(kind: str) -> Wording:
    return Wording(f"Nachweise, {kind}", words=_CREDENTIALS)


#: Titles of what shapes the problem beside the rules.
DERIVATION_TITLES: Mapping[str, str] = {
    "familiarity-state": "Wann eine Person als vertraut gilt",
    "open-end": "Abwesenheit ohne bekanntes Ende",
    "fairness-window": "Zeitraum der gleichmäßigen Belastung",
    **VISIT_DERIVATIONS,
    **PROGRAMME_DERIVATIONS,
}
WORDINGS: Mapping[tuple[str, str], Wording] = {
    ("one-person-at-a-time", "handover"): Wording(
        "Freiwillige Übergabe eines Kindes am selben Tag", words=_HANDOVERS
    ),
    ("piece-length", "min_piece_minutes"): minutes("Kürzestes Teilstück"),
    ("piece-length", "step_minutes"): minutes("Raster"),
    ("present-at-once-person", "max_children"): Wording(
        "Höchstens gleichzeitig anwesend", "Kinder"
    ),
    ("present-at-once-person", "exempt_kinds"): Wording(
        "Ausgenommen", words=_PERSON_KINDS, empty=_NOBODY
    ),
    ("present-in-shared-setting", "places_by_persons"): Wording(
        "Plätze nach Zahl der anwesenden Personen",
        "Plätze",
        counted="Personen",
    ),
    ("contracts", "limited"): Wording("Das Land begrenzt die Verträge"),
    ("contracts", "max_contracts"): Wording("Höchstens Verträge", "Kinder"),
    ("contracts", "wider_contracts"): Wording(
        "Höchstens Verträge, wenn die Bedingungen des Landes erfüllt sind", "Kinder"
    ),
    ("contracts", "count_substitution"): Wording("Vertretungskinder zählen mit"),
    ("permit", "kinds"): Wording(
        "Wer eine Pflegeerlaubnis braucht", words=_PERSON_KINDS, empty=_NOBODY
    ),
    ("credentials", "childminder"): _proofs("Kindertagespflegeperson"),
    ("credentials", "floater"): _proofs("Vertretungskraft"),
    ("credentials", "base_staff"): _proofs("Personal der Vertretungsstelle"),
    ("credentials", "kita_staff"): _proofs("Personal der Kita"),
    ("qualification", "min_units"): Wording(
        "Grundqualifizierung", "Unterrichtseinheiten"
    ),
    ("qualification", "professional_units"): Wording(
        "Grundqualifizierung pädagogischer Fachkräfte", "Unterrichtseinheiten"
    ),
    ("qualification", "inclusion_units"): Wording(
        "Zusatzqualifizierung Inklusion", "Unterrichtseinheiten"
    ),
    ("qualification", "inclusion_capability"): Wording(
        "Bedarf, der die Zusatzqualifizierung verlangt", words=_CAPABILITIES
    ),
    ("qualification", "exempt_kinds"): Wording(
        "Ausgenommen", words=_PERSON_KINDS, empty=_NOBODY
    ),
    ("capabilities", "by_lessons"): Wording(
        "Durch Unterrichtseinheiten nachgewiesen", words=_CAPABILITIES
    ),
    ("familiarity-level", "level"): Wording(
        "Nötige Vertrautheit, mindestens", words=_FAMILIARITY
    ),
    ("familiarity-level", "by_place"): Wording("Nur am selben Ort vertraut zählt"),
    ("extra-way-limit", "max_extra_way_minutes"): minutes(
        "Höchster Mehrweg der Familie, einfach"
    ),
    ("daily-limit", "limit_minutes"): minutes("Arbeitszeit am Tag"),
    ("daily-limit", "extended_minutes"): minutes("Arbeitszeit am Tag mit Ausgleich"),
    ("daily-rest", "rest_minutes"): minutes("Ruhezeit zwischen zwei Arbeitstagen"),
    ("breaks", "work_minutes"): minutes("Pause nötig ab mehr als"),
    ("breaks", "break_minutes"): minutes("Pause"),
    ("breaks", "long_work_minutes"): minutes("Längere Pause nötig ab mehr als"),
    ("breaks", "long_break_minutes"): minutes("Längere Pause"),
    ("breaks", "part_minutes"): minutes("Kürzester Teil einer Pause"),
    ("breaks", "alone_minutes"): minutes("Höchstens allein mit Kindern ohne Pause"),
    ("weekly-hours", "average_minutes"): minutes(
        "Arbeitszeit je Werktag im Durchschnitt"
    ),
    ("weekly-hours", "balance_weeks"): Wording("Durchschnitt über höchstens", "Wochen"),
    ("weekly-hours", "overtime_minutes"): minutes("Überstunden in der Woche"),
    ("longest-duration", "limited"): Wording("Die Dauer ist begrenzt"),
    ("longest-duration", "max_days"): Wording("Vertretung dauert höchstens", "Tage"),
    ("distinct-persons", "limited"): Wording("Das Land begrenzt die Personen je Kind"),
    ("distinct-persons", "max_persons"): Wording(
        "Höchstens verschiedene Vertretungen je Kind", "Personen"
    ),
    ("distinct-persons", "period_days"): Wording("Gezählt innerhalb von", "Tagen"),
    ("siblings-together", "required"): Wording("Geschwister müssen zusammen sein"),
    ("group-together", "divided_models"): Wording(
        "Modelle, in denen eine Gruppe mit Absicht geteilt wird", words=_MODELS
    ),
    ("uncovered", "handover_gain_minutes"): minutes("Eine Übergabe bringt mindestens"),
    ("uncovered", "urgency_order"): Wording("Dringlichkeiten, die vorgehen"),
    ("familiarity", "settled"): _points("eingewöhnt"),
    ("familiarity", "familiar"): _points("vertraut"),
    ("familiarity", "met"): _points("schon begegnet"),
    ("familiarity", "faded"): _points("lange nicht gesehen"),
    ("familiarity", "unknown"): _points("unbekannt"),
    ("familiarity", "by_place"): Wording("Nur am selben Ort vertraut zählt"),
    ("fairness", "band_minutes"): minutes("Breite einer Stufe der Belastung"),
    ("spare-places", "reserve_places"): Wording(
        "Plätze, die je Person und Tag frei bleiben sollen", "Plätze"
    ),
    ("spare-places", "max_children"): Wording(
        "Plätze einer Person, wo die Pflegeerlaubnis nicht weniger sagt", "Plätze"
    ),
    ("tie-break", "ranks"): Wording("Rangplätze bei Gleichstand"),
    ("familiarity-state", "familiar_contacts"): Wording("Vertraut ab", "Kontakten"),
    ("familiarity-state", "familiar_window_days"): Wording(
        "Gezählt werden Kontakte der letzten", "Tage"
    ),
    ("familiarity-state", "faded_after_days"): Wording(
        "Lange nicht gesehen nach", "Tagen"
    ),
    ("open-end", "working_days"): Wording("Gilt als so lang", "Arbeitstage"),
    ("fairness-window", "days"): Wording("Gezählt werden die letzten", "Tage"),
    **VISIT_WORDINGS,
    **PROGRAMME_WORDINGS,
}


def worded(rule: str, parameter: str, value: Value) -> str:
    """A value in words of the reader's language, with its unit.

    Raises
    ------
    KeyError
        If nobody has given the number a title.
    """
    wording = WORDINGS[rule, parameter]
    match value:
        case bool():
            return _("ja") if value else _("nein")
        case int():
            return counted(value, wording.unit, _)
        case str():
            return _(wording.words.get(value, value))
        case tuple():
            named = [_(wording.words.get(code, code)) for code in value]
            return ", ".join(named) or _(wording.empty)
        case _:
            return ", ".join(
                f"{counted(key, wording.counted, _)}:"
                f" {counted(number, wording.unit, _)}"
                for key, number in value.items()
            )
