"""Sentences about a Kita year that table, workbook and picture share."""

from datetime import date, timedelta

from service.ahead.year.view import ClashView, ShiftView, YearView
from service.hour_words import hour_words
from service.profiles.registry import SUBSTITUTION
from solver.counted import counted, told
from solver.rule import RuleId

MINUTES_PER_HOUR = 60
MODELS = {
    "tandem": "Tandem",
    "substitution_group": "Vertretungsverbund",
    "floater_cluster": "Vertretungskräfte",
    "base": "Vertretungsstelle",
    "shared_setting": "Großtagespflege",
    "kita": "Kita",
    "known_person": "vertraute Person",
}
CLASHES = {
    "tandem": "Beide im Tandem sind weg",
    "substitution_group": "Im Verbund ist höchstens eine da",
    "floater_cluster": "Alle Vertretungskräfte der Gruppe sind weg",
    "base": "Die Vertretungsstelle ist unbesetzt",
    "shared_setting": "Alle in der Großtagespflege sind weg",
    "kita": "In der Kita vertritt niemand",
    "many": "Mehr als die Hälfte aller ist weg",
}


#: What each tier of a year asks for, by its id.
TIERS = {
    "uncovered": "so wenig offen wie möglich",
    "changes": "so wenig Änderungen wie möglich",
    "familiarity": "vertraute Personen",
    "year-level": "die Last gleich verteilt",
}


def percent(permille: int | None) -> str:
    """``71,6 %``."""
    return "–" if permille is None else f"{permille / 10:.1f} %".replace(".", ",")


def days_of(first: date, last: date) -> str:
    """``23.12.2026`` or ``23.12.2026–30.12.2026``."""
    if first == last:
        return f"{first:%d.%m.%Y}"
    return f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"


def week_of(monday: date) -> str:
    """``22.03.–26.03.2027``."""
    return f"{monday:%d.%m.}–{monday + timedelta(days=4):%d.%m.%Y}"


def who(clash: ClashView) -> str:
    """Names of a clash, or the number behind the first ones."""
    more = clash.away - len(clash.names)
    names = ", ".join(clash.names)
    return f"{names} und {more} weitere" if more else names


def shift_sentence(shift: ShiftView) -> str:
    """What the shift is and what it saves."""
    days = shift.gain_child_days
    told = f"{hour_words(shift.least_gain_minutes)} Kinderstunden weniger offen"
    if shift.gain_minutes != shift.least_gain_minutes:
        told = f"mindestens {told}"
    elif days == 1:
        told += ", ein Kindertag mehr ganz gedeckt"
    elif days > 1:
        told += f", {days} Kindertage mehr ganz gedeckt"
    return (
        f"Nähme {shift.name} die Woche {week_of(shift.to_week)} statt"
        f" {week_of(shift.from_week)}, blieben {told}."
    )


_ONLY_SHIFT = "Mehr Verschiebungen um eine Woche sind nicht möglich."
_ONLY_SHIFT_FAILS = (
    "Die eine mögliche Verschiebung um eine Woche hilft nicht; das ist bewiesen."
)


def no_shift_sentence(view: YearView) -> str:
    """What is said of shifts that are not told."""
    if not view.shifts_asked:
        return "Keine ganze Urlaubswoche lässt sich in eine Nachbarwoche verschieben."
    most = view.most_of_other_shifts_minutes
    if not most:
        if view.shifts_asked == 1:
            return _ONLY_SHIFT if view.shifts else _ONLY_SHIFT_FAILS
        if view.shifts:
            return (
                f"Möglich waren {counted(view.shifts_asked, 'Verschiebungen')}; alle"
                " anderen bringen nichts."
            )
        return (
            f"Von {view.shifts_asked} möglichen Verschiebungen um eine Woche hilft"
            " keine; das ist bewiesen."
        )
    return told(
        "Neu geplant: {planned} von {asked} Verschiebungen; keine der anderen bringt"
        " mehr als {most} Kinderstunden.",
        {
            "planned": view.shifts_planned,
            "asked": view.shifts_asked,
            "most": hour_words(most),
        },
    )


def notes(view: YearView) -> list[str]:
    """What the figures rest on, and what is proven."""
    lines = [
        (
            "Kinderstunden ohne Betreuung, wenn alles kommt, wie es angekündigt ist:"
            " die beste Verteilung, die die Regeln zulassen, alle Tage zugleich."
            " Krankheit ist nicht dabei."
        ),
    ]
    lines.append(_proof(view))
    if view.familiarity_kept:
        lines.append(
            "Angenommen ist, dass die Kinder so vertraut bleiben, wie sie es heute"
            " sind: die Kontaktpflege geht weiter."
        )
    if view.proofs_renewed:
        lines.append(
            "Angenommen ist, dass Erlaubnisse und Nachweise verlängert werden, bevor"
            " sie ablaufen."
        )
    lines += [
        f"Ab dem {day:%d.%m.%Y} gelten andere Regeln: das Jahr ist dort geteilt, keine"
        " Woche wird darüber hinweg verschoben."
        for day in view.rules_change
    ]
    if view.shifts:
        lines.append(
            "Jede genannte Verschiebung ist mit allen Regeln eines Tages und einer"
            " Woche neu geplant; was über Wochen hinweg zählt (längste Dauer, Zahl der"
            " Personen), ist dabei nicht berücksichtigt."
        )
    if view.broken:
        rules = ", ".join(
            SUBSTITUTION.rules[RuleId(rule)].info.title for rule in view.broken
        )
        lines.append(
            f"Über die Wochen hinweg hält der Plan nicht alles ein ({rules}): die"
            " offenen Stunden können höher sein als hier."
        )
    return lines


def _proof(view: YearView) -> str:
    if not view.tiers:
        return "In diesem Jahr ist niemand angekündigt weg: es gibt nichts zu decken."
    first = view.tiers[0]
    if view.broken:
        return (
            f"Bewiesen ist nur, dass weniger als {hour_words(first.bound)} offene"
            " Kinderstunden (Übergaben mitgezählt) nicht möglich sind."
        )
    open_tier = next((t for t in view.tiers if not t.proven), None)
    if open_tier is None:
        return (
            "Bewiesen für das ganze Jahr: so wenig offen wie möglich, dann vertraute"
            " Personen, dann die Last der Vertretungen gleich verteilt."
        )
    title = TIERS[open_tier.id]
    if open_tier is first:
        return (
            f"Noch nicht bewiesen ist schon die erste Stufe („{title}“): offen sind"
            f" {hour_words(first.value)} Kinderstunden (Übergaben mitgezählt), weniger"
            f" als {hour_words(first.bound)} geht nicht."
        )
    return (
        f"Bewiesen ist, was vor der Stufe „{title}“ kommt; dort steht"
        f" {open_tier.value}, weniger als {open_tier.bound} geht nicht."
    )
