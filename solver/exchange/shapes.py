"""What may stand in PROBLEM.json: the shapes of the outside format, version 1.

Only ``needs`` and ``persons`` must be there. What is left out is the plainest thing:
a need without a child is its own child, without an absent person nobody's, without a
place at "ort"; a person without ``available`` has time on all days.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.exchange.forms import said
from solver.exchange.profile_shapes import InlineProfile
from solver.exchange.values import Clock, Count, Id
from solver.slots import Day
from solver.substitution.problem import (
    ExclusionOrigin,
    Familiarity,
    FixedKind,
    Model,
    PersonKind,
    PlaceKind,
)

FORMAT = "lueckenlos-problem"
VERSION = 1
MOST_NEEDS = 50_000
MOST_ROWS = 500_000
MOST_NAMES = 20_000


@dataclass(frozen=True, slots=True)
class Window:
    """Eine Zeitspanne an einem Tag oder, ohne Tag, an jedem Tag des Zeitraums."""

    start: Clock = said("Beginn.")
    end: Clock = said("Ende; es zählt nicht mehr dazu.")
    day: Day | None = said("Der Tag; ohne ihn gilt die Spanne an jedem Tag.", None)


@dataclass(frozen=True, slots=True)
class Places:
    """So viele Plätze sind höchstens zugleich belegt, mit oder ohne Zeitspanne."""

    places: Count = said("Belegbare Plätze, anwesende und feste Kinder mitgezählt.")
    start: Clock = said("Ab wann; sonst ab Tagesbeginn.", Clock(0))
    end: Clock = said("Bis wann; sonst bis Tagesende.", Clock(1440))
    day: Day | None = said("Der Tag; ohne ihn gilt es an jedem Tag.", None)


@dataclass(frozen=True, slots=True)
class PermitShape:
    """Pflegeerlaubnis mit ihren Nebenbestimmungen."""

    places: Count = said("Gleichzeitig anwesende fremde Kinder.")
    valid_from: Day | None = said("Erster Tag.", None)
    valid_until: Day | None = said("Letzter Tag.", None)
    min_age_months: Count | None = said("Jüngstes Kind in Monaten.", None)
    max_age_months: Count | None = said("Ältestes Kind in Monaten.", None)
    start: Clock = said("Frühester Beginn.", Clock(0))
    end: Clock = said("Spätestes Ende.", Clock(1440))
    max_contracts: Count | None = said("Höchstens so viele Verträge.", None)


@dataclass(frozen=True, slots=True)
class CredentialShape:
    """Ein Nachweis mit Frist, zum Beispiel first_aid."""

    kind: Id = said("first_aid, infection_instruction, measles, conduct_certificate.")
    valid_from: Day | None = said("Erster Tag.", None)
    valid_until: Day | None = said("Letzter Tag.", None)


@dataclass(frozen=True, slots=True)
class WeekShape:
    """Was eine angestellte Person in einer Woche neben den geplanten Tagen leistet."""

    monday: Day = said("Montag der Woche, auch einer vor dem Zeitraum.")
    minutes: Count = said("Geleistete oder feste Minuten anderer Tage.", 0)
    workdays: Count = said("Werktage ohne Feiertage, Urlaub und Krankheit, bis 6.", 6)


@dataclass(frozen=True, slots=True)
class PersonShape:
    """Wer Kinder nimmt oder Aufgaben übernimmt; auch wer fehlt."""

    id: Id = said("Kennung, einmalig.")
    kind: PersonKind = said("Art der Person.", PersonKind.CHILDMINDER)
    employed: bool = said("Angestellt: dann gilt das Arbeitszeitrecht.", default=False)
    home: Id | None = said("Eigener Ort der Betreuung.", None)
    permit: PermitShape | None = said("Pflegeerlaubnis.", None)
    capacity: Count | tuple[Places, ...] | None = said(
        "Plätze zugleich: eine Zahl oder je Zeitspanne.", None
    )
    available: tuple[Window, ...] | None = said(
        "Wann die Person Zeit hat; ohne Angabe immer, mit leerer Liste nie.", None
    )
    absent: tuple[Window, ...] = said("Wann sie fehlt.", ())
    qualification_units: Count = said("Unterrichtseinheiten der Qualifizierung.", 0)
    inclusion_units: Count = said("Unterrichtseinheiten zur Inklusion.", 0)
    professional: bool = said("Pädagogische Fachkraft.", default=False)
    credentials: tuple[CredentialShape, ...] = said("Nachweise.", ())
    capabilities: tuple[Id, ...] = said("Fähigkeiten.", ())
    regular_contracts: Count = said("Kinder unter Vertrag.", 0)
    wider_contracts: bool = said("Darf mehr Verträge haben.", default=False)
    may_extend_day: bool = said("Zehn Stunden am Tag zulässig.", default=False)
    max_extra_children: Count | None = said("Höchstens zusätzliche Kinder.", None)
    weekdays_off: tuple[Count, ...] = said("Freie Wochentage, Montag = 0.", ())
    min_age_months: Count | None = said("Jüngstes Kind, das sie nimmt.", None)
    max_age_months: Count | None = said("Ältestes Kind, das sie nimmt.", None)
    contract_minutes: Count | None = said("Wochenminuten laut Vertrag.", None)
    weeks: tuple[WeekShape, ...] = said(
        "Wochen mit anderer Arbeit und, für den Ausgleich, frühere Wochen.", ()
    )
    cents_per_hour: Count = said("Cent je Kind und Stunde.", 0)
    history_minutes: Count = said("Bisher geleistete Minuten, für die Fairness.", 0)


@dataclass(frozen=True, slots=True)
class PlaceShape:
    """Ein Ort; ohne Angaben offen, für alle nutzbar und ohne Platzgrenze."""

    id: Id = said("Kennung, einmalig.")
    kind: PlaceKind = said("Art des Ortes.", PlaceKind.RENTED_ROOMS)
    staff: tuple[Id, ...] = said("Personen, die dort regelmäßig arbeiten.", ())
    max_children: Count | None = said("Höchstens zugleich anwesende Kinder.", None)
    capacity: Count | tuple[Places, ...] | None = said(
        "Plätze zugleich: eine Zahl oder je Zeitspanne.", None
    )
    usable_without_owner: bool = said("Auch ohne Inhaberin nutzbar.", default=True)
    capabilities: tuple[Id, ...] = said("Eigenschaften.", ())
    open: tuple[Window, ...] | None = said("Öffnungszeiten; ohne Angabe immer.", None)


@dataclass(frozen=True, slots=True)
class ChildShape:
    """Ein Kind; was nur seine Kennung sagt, darf fehlen."""

    id: Id = said("Kennung, einmalig.")
    age_months: Count = said("Alter in Monaten am ersten Tag.", 24)
    capacity_weight: Count = said("So viele Plätze belegt es.", 1)
    required_capabilities: tuple[Id, ...] = said("Was es braucht.", ())
    max_extra_way_minutes: Count | None = said("Längster Mehrweg der Familie.", None)
    siblings: tuple[Id, ...] = said("Geschwister.", ())


@dataclass(frozen=True, slots=True)
class NeedShape:
    """Eine Zeit, in der ein Kind jemanden braucht (oder eine Aufgabe)."""

    id: Id = said("Kennung, einmalig.")
    start: Clock = said("Beginn.")
    end: Clock = said("Ende; es zählt nicht mehr dazu.")
    day: Day | None = said("Der Tag; sonst der erste des Zeitraums.", None)
    child: Id | None = said("Das Kind; sonst eines mit der Kennung des Bedarfs.", None)
    absent: Id | None = said("Wer fehlt.", None)
    regular_place: Id | None = said("Wo das Kind sonst ist.", None)
    episode: Id | None = said("Zusammenhängende Tage tragen dieselbe Kennung.", None)
    urgency: Count = said("Dringlichkeit.", 0)
    persons: tuple[Id, ...] | None = said(
        "Nur diese Personen kommen in Frage, am Ort „place“.", None
    )
    place: Id | None = said("Ort für „persons“; sonst der Ort der Person.", None)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Erlaubte Paare; ohne „allowed“ und „persons“ darf jede Person alles."""

    persons: tuple[Id, ...] = said("Diese Personen …")
    places: tuple[Id, ...] = said("… an diesen Orten; sonst am Ort der Person.", ())
    children: tuple[Id, ...] | None = said("… für diese Kinder; sonst für alle.", None)
    absent: tuple[Id, ...] | None = said("… für diese Fehlenden; sonst alle.", None)
    model: Model = said("Art der Zusammenarbeit.", Model.KNOWN_PERSON)
    first_day: Day | None = said("Erster Tag.", None)
    last_day: Day | None = said("Letzter Tag.", None)
    held_place_cents: Count | None = said(
        "Pauschale für jede Übernahme auf einem Freihalteplatz; sonst gilt der"
        " Stundensatz.",
        None,
    )


@dataclass(frozen=True, slots=True)
class Excluded:
    """Ein ausgeschlossenes Paar."""

    person: Id = said("Die Person …")
    child: Id | None = said("… nicht für dieses Kind; sonst für keines.", None)
    need: Id | None = said("… nicht für diesen Bedarf.", None)
    origin: ExclusionOrigin = said("Wer das sagt.", ExclusionOrigin.FORBIDDEN)
    first_day: Day | None = said("Erster Tag; sonst der des Zeitraums.", None)
    last_day: Day | None = said("Letzter Tag; sonst der des Zeitraums.", None)


@dataclass(frozen=True, slots=True)
class PresenceShape:
    """Ein Kind, das ohnehin da ist und einen Platz belegt."""

    child: Id = said("Das Kind.")
    person: Id = said("Bei wem.")
    start: Clock = said("Beginn.")
    end: Clock = said("Ende.")
    place: Id | None = said("Wo; sonst am Ort der Person.", None)
    day: Day | None = said("Der Tag; ohne ihn an jedem Tag.", None)
    weight: Count = said("So viele Plätze.", 1)


@dataclass(frozen=True, slots=True)
class Known:
    """Wie gut ein Kind eine Person kennt."""

    child: Id = said("Das Kind.")
    person: Id = said("Die Person.")
    state: Familiarity = said("Stufe der Vertrautheit.")
    place: Id | None = said("Nur an diesem Ort.", None)
    designated: bool = said("Feste Vertretung dieses Kindes.", default=False)
    override: bool = said("Trotz fehlender Vertrautheit zugelassen.", default=False)
    first_day: Day | None = said("Erster Tag; sonst der des Zeitraums.", None)
    last_day: Day | None = said("Letzter Tag; sonst der des Zeitraums.", None)


@dataclass(frozen=True, slots=True)
class Former:
    """Wer ein Kind vor dem Zeitraum schon vertreten hat."""

    child: Id = said("Das Kind.")
    last_day: Day = said("Der letzte Tag davon, vor dem Zeitraum.")
    person: Id | None = said(
        "Wer; ohne Angabe jemand, den die Aufgabe nicht nennt.", None
    )


@dataclass(frozen=True, slots=True)
class Covered:
    """Ein Kind ist bei einer Person: fest (mit „fixed“) oder freigegeben."""

    child: Id = said("Das Kind.")
    start: Clock = said("Beginn.")
    end: Clock = said("Ende.")
    day: Day | None = said("Der Tag; sonst der erste des Zeitraums.", None)
    person: Id | None = said("Bei wem; ohne Angabe außerhalb vereinbart.", None)
    place: Id | None = said("Wo; sonst am Ort der Person.", None)


@dataclass(frozen=True, slots=True)
class Pin(Covered):
    """Eine Betreuung, die feststeht."""

    kind: FixedKind = said("Warum sie feststeht.", FixedKind.PINNED)


@dataclass(frozen=True, slots=True)
class Frozen:
    """Was vorher begann, steht fest."""

    day: Day = said("Tag.")
    time: Clock = said("Uhrzeit.")


@dataclass(frozen=True, slots=True)
class ClockShift:
    """Eine Umstellung der Uhr."""

    day: Day = said("Tag.")
    time: Clock = said(
        "Ab dieser Ortszeit, der ersten nach der Umstellung (immer 03:00) …"
    )
    shift_minutes: int = said(
        "… sind so viele Minuten mehr vergangen (Herbst: 60, Frühjahr: -60)."
    )


@dataclass(frozen=True, slots=True)
class ProblemShape:
    """Eine Planungsaufgabe für `lueckenlos solve`; Namen braucht es nicht."""

    format: str = said(f"Immer „{FORMAT}“.")
    version: Count = said(f"Immer {VERSION}.")
    persons: tuple[PersonShape, ...] = said("Alle Personen.", most=MOST_NAMES)
    needs: tuple[NeedShape, ...] = said("Was zu decken ist.", most=MOST_NEEDS)
    title: str = said("Worum es geht; wird nicht ausgewertet.", "")
    land: Id | None = said("Kürzel des Landes, dessen Regeln gelten.", None)
    first_day: Day | None = said("Erster Tag; sonst der früheste Bedarf.", None)
    last_day: Day | None = said("Letzter Tag; sonst der späteste Bedarf.", None)
    frozen_until: Frozen | None = said("Bis hierhin ist alles vorbei.", None)
    profile: InlineProfile | None = said("Regeln, Zahlen und Reihenfolge.", None)
    children: tuple[ChildShape, ...] = said("Kinder.", (), most=MOST_NEEDS)
    places: tuple[PlaceShape, ...] = said("Orte.", (), most=MOST_NAMES)
    allowed: tuple[Allowed, ...] | None = said("Erlaubte Paare.", None, most=MOST_ROWS)
    excluded: tuple[Excluded, ...] = said("Ausschlüsse.", (), most=MOST_ROWS)
    presences: tuple[PresenceShape, ...] = said("Anwesende.", (), most=MOST_ROWS)
    familiarity: tuple[Known, ...] = said("Vertrautheit.", (), most=MOST_ROWS)
    fixed: tuple[Pin, ...] = said("Feststehende Betreuung.", (), most=MOST_ROWS)
    former_substitutes: tuple[Former, ...] = said(
        "Frühere Vertretungen; sie zählen, wo die Zahl der Personen begrenzt ist.",
        (),
        most=MOST_ROWS,
    )
    published: tuple[Covered, ...] = said("Freigegebener Plan.", (), most=MOST_ROWS)
    family_minutes: Mapping[str, Mapping[str, Count]] = said(
        "Wege der Familien in Minuten: Kind, dann Ort. Ein Weg, der fehlt, gilt bei"
        " Regeln eines Landes als unerreichbar, außer zum üblichen Ort.",
        {},
    )
    place_minutes: Mapping[str, Mapping[str, Count]] = said(
        "Wege zwischen Orten in Minuten: von, dann nach. Wo einer fehlt, wechselt an"
        " einem Tag niemand.",
        {},
    )
    pair_costs: Mapping[str, Mapping[str, Count]] = said(
        "Kosten einer Zuordnung (Cent oder anderes): Kind, dann Person; Stufe „cost“.",
        {},
    )
    clock_changes: tuple[ClockShift, ...] = said("Zeitumstellungen.", ())
