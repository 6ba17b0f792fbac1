"""What may stand in a document of a matching, version 1.

Only ``coaches`` and ``kindergartens`` must be there. Without ``pairs`` every pair is
possible and no way takes time; with them only those that are listed are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from solver.exchange.forms import said
from solver.exchange.profile_shapes import InlineProfile
from solver.exchange.values import Cents, Count, Id, YearMonth
from solver.matching.problem import ConflictKind, RefusalOrigin, Stage

FORMAT = "lueckenlos-matching"
VERSION = 1
MOST_NAMES = 20_000
MOST_ROWS = 500_000


class Sense(StrEnum):
    """Ob die Werte der Paare klein oder groß sein sollen."""

    MINIMISE = "minimise"
    MAXIMISE = "maximise"


@dataclass(frozen=True, slots=True)
class MonthMinutes:
    """Ein Monat, in dem eine Begleitung mehr oder weniger Zeit hat."""

    month: YearMonth = said("Der Monat.")
    minutes: Count = said("Minuten in diesem Monat.")


@dataclass(frozen=True, slots=True)
class MonthKindergartens:
    """Ein Monat, in dem eine Begleitung noch andere Einrichtungen begleitet."""

    month: YearMonth = said("Der Monat.")
    kindergartens: Count = said("Wie viele, die hier nicht aufgeführt sind.")


@dataclass(frozen=True, slots=True)
class MonthWay:
    """Ein Monat, in dem eine Begleitung weiter oder weniger weit fährt."""

    month: YearMonth = said("Der Monat.")
    minutes: Count = said("Längster Weg in diesem Monat, eine Strecke.")


@dataclass(frozen=True, slots=True)
class MonthFee:
    """Ein Monat, in dem ein anderes Honorar gilt."""

    month: YearMonth = said("Der Monat.")
    cents_per_hour: Count = said("Honorar je Stunde in Cent, gerade Zahl.")


@dataclass(frozen=True, slots=True)
class LaterWay:
    """Ein Weg, der ab einem Monat ein anderer ist."""

    from_month: YearMonth = said("Der erste Monat, in dem er gilt.")
    way_minutes: Count = said("Eine Strecke in Minuten.", 0)
    round_trip_cents: Count = said("Kosten einer Hin- und Rückfahrt.", 0)


@dataclass(frozen=True, slots=True)
class CoachShape:
    """Eine Prozessbegleitung, oder wer sonst etwas übernimmt."""

    id: Id = said("Kennung.")
    monthly_minutes: Count = said(
        "Minuten im Monat, Wege eingerechnet; in fremden Aufgaben ihre Kapazität."
    )
    fee_cents_per_hour: Count = said("Honorar je Stunde in Cent, gerade Zahl.", 0)
    max_way_minutes: Count | None = said("Längster Weg, eine Strecke.", None)
    max_kindergartens: Count | None = said(
        "Höchstens so viele Einrichtungen in einem Monat.", None
    )
    topics: Mapping[str, Count] = said("Stufe je Thema, 0 bis 3.", {})
    languages: tuple[Id, ...] = said("Sprachen.", ())
    experience_years: Count = said("Jahre Erfahrung.", 0)
    stages: tuple[Stage, ...] = said("Phasen, die sie schon begleitet hat.", ())
    minutes_by_month: tuple[MonthMinutes, ...] = said("Abweichende Monate.", ())
    history_minutes: Count = said("Bisherige Auslastung in Minuten.", 0)
    other_kindergartens: tuple[MonthKindergartens, ...] = said(
        "Einrichtungen, die sie daneben schon begleitet.", ()
    )
    max_way_by_month: tuple[MonthWay, ...] = said(
        "Monate mit einem anderen längsten Weg.", ()
    )
    fee_by_month: tuple[MonthFee, ...] = said("Monate mit einem anderen Honorar.", ())


@dataclass(frozen=True, slots=True)
class KindergartenShape:
    """Eine Einrichtung, oder was sonst zu vergeben ist."""

    id: Id = said("Kennung.")
    county: Id | None = said("Landkreis, der zahlt.", None)
    stage: Stage = said("Phase.", Stage.BUILDING)
    first_month: YearMonth | None = said("Erster Monat; sonst der der Aufgabe.", None)
    last_month: YearMonth | None = said("Letzter Monat; sonst der der Aufgabe.", None)
    min_half_hours: Count = said("Mindestens so viele halbe Stunden im Monat.", 1)
    wished_half_hours: Count | None = said("Gewünscht; sonst das Mindestmaß.", None)
    visits_per_month: Count = said("Besuche im Monat.", 1)
    topics: Mapping[str, Count] = said("Gewicht je Thema.", {})
    languages: tuple[Id, ...] = said("Sprachen, die gebraucht werden.", ())
    last_coach: Id | None = said("Wer zuletzt begleitet hat.", None)


@dataclass(frozen=True, slots=True)
class CountyShape:
    """Wer zahlt."""

    id: Id = said("Kennung.")
    budget_cents: Cents | None = said("Budget des Zeitraums in Cent.", None)


@dataclass(frozen=True, slots=True)
class PairShape:
    """Ein Paar, das möglich ist, mit Weg, Verbrauch und Wert."""

    coach: Id = said("Wer.")
    kindergarten: Id = said("Wo.")
    way_minutes: Count = said("Eine Strecke in Minuten.", 0)
    round_trip_cents: Count = said("Kosten einer Hin- und Rückfahrt.", 0)
    use_minutes: Count | None = said(
        "Verbrauch im Monat statt Stunden und Wegen; in fremden Aufgaben der Verbrauch"
        " an Kapazität.",
        None,
    )
    score: Count | None = said("Kosten oder Wert des Paares; Stufe „score“.", None)
    later_ways: tuple[LaterWay, ...] = said(
        "Wege, die ab einem Monat andere sind, etwa mit einem neuen Kilometersatz.", ()
    )


@dataclass(frozen=True, slots=True)
class ConflictShape:
    """Ein Interessenkonflikt."""

    coach: Id = said("Wer.")
    kindergarten: Id = said("Wo.")
    kind: ConflictKind = said("Warum sie dort nicht von außen wäre.")


@dataclass(frozen=True, slots=True)
class RefusedShape:
    """Ein Paar, das jemand nicht möchte."""

    coach: Id = said("Wer.")
    kindergarten: Id = said("Wo.")
    origin: RefusalOrigin = said("Wer das sagt.", RefusalOrigin.COORDINATOR)


@dataclass(frozen=True, slots=True)
class FixedShape:
    """Eine Begleitung, die schon vereinbart ist."""

    kindergarten: Id = said("Wo.")
    coach: Id = said("Wer.")
    half_hours: Count | None = said("Halbe Stunden; sonst die gewünschten.", None)


@dataclass(frozen=True, slots=True)
class MatchingShape:
    """Begleitungen und Einrichtungen für `lueckenlos solve`; Namen braucht es nicht."""

    format: str = said(f"Immer „{FORMAT}“.")
    version: Count = said(f"Immer {VERSION}.")
    coaches: tuple[CoachShape, ...] = said("Alle Begleitungen.", most=MOST_NAMES)
    kindergartens: tuple[KindergartenShape, ...] = said(
        "Alle Einrichtungen.", most=MOST_NAMES
    )
    title: str = said("Worum es geht; wird nicht ausgewertet.", "")
    land: Id | None = said("Kürzel des Landes, dessen Regeln gelten.", None)
    first_month: YearMonth | None = said("Erster Monat des Programmjahrs.", None)
    last_month: YearMonth | None = said("Letzter Monat; sonst ein Jahr.", None)
    profile: InlineProfile | None = said("Regeln, Zahlen und Reihenfolge.", None)
    sense: Sense = said(
        "Ob „score“ klein oder groß sein soll. Klein zählt erst, wenn alles vergeben"
        " ist: dann steht in „tiers“ vorher „unserved“, wie bei „plain“ ohne Angabe.",
        Sense.MINIMISE,
    )
    counties: tuple[CountyShape, ...] = said("Landkreise.", (), most=MOST_NAMES)
    pairs: tuple[PairShape, ...] | None = said(
        "Mögliche Paare; ohne Angabe alle.", None, most=MOST_ROWS
    )
    conflicts: tuple[ConflictShape, ...] = said("Konflikte.", (), most=MOST_ROWS)
    refused: tuple[RefusedShape, ...] = said("Ablehnungen.", (), most=MOST_ROWS)
    fixed: tuple[FixedShape, ...] = said("Schon vereinbart.", (), most=MOST_NAMES)
