"""What the figures of a ranking rest on, in sentences."""

from service.ahead.whatif.view import WhatIfView

MINUTES_PER_HOUR = 60
CENTS_PER_EURO = 100


def verdict(view: WhatIfView) -> str:
    """What came out, in one sentence."""
    open_hours = hours(view.base.year_minutes)
    if not view.helps:
        return (
            f"Keine der {view.considered} geprüften Maßnahmen hilft: keine deckt auch"
            f" nur eine Minute der {open_hours} Kinderstunden, die im Jahr offen"
            " bleiben."
        )
    return (
        f"Im Jahr bleiben {open_hours} Kinderstunden offen. Von {view.considered}"
        f" Maßnahmen sind die besten {len(view.changes)} genannt; {view.verified} sind"
        f" durchgerechnet, bei {view.ruled_out} beweist eine Schranke, dass sie nicht"
        " dazugehören."
    )


def grounds(view: WhatIfView) -> tuple[str, ...]:
    """What was measured, and what is assumed."""
    asked = view.asked
    lines = [
        (
            f"Gemessen wird an {view.absences} Abwesenheiten einer einzelnen Person"
            f" ({asked.absence_days} Tage im Jahr) und an {view.drawn_weeks}"
            f" ausgelosten Grippewochen ({asked.wave_weeks} im Jahr). Beides wird zum"
            " Jahr addiert; Grippewochen enthalten auch Tage, an denen nur eine fehlt."
        ),
        (
            "Jede genannte Maßnahme ist mit demselben Rechenkern nachgerechnet wie die"
            " Belastungsprobe: Gedeckt ist, was danach weniger offen bleibt."
        ),
        (
            "Wer neu kommt, hat Erlaubnis, Nachweise und QHB, kennt die Kinder (die"
            " Besuche gehören zur Arbeitszeit) und wird selbst so oft krank wie alle."
        ),
        (
            f"Annahmen zu Kosten: Arbeitsstunde {euros(asked.employed_cents_per_hour)},"
            f" Freihalteplatz {euros(asked.held_place_cents_per_month)} im Monat, Räume"
            f" {euros(asked.rooms_cents_per_month)} im Monat, Kurs"
            f" {euros(asked.course_cents)} auf fünf Jahre, Kinderstunde einer"
            f" Selbständigen {euros(asked.child_hour_cents)}."
        ),
    ]
    if view.unproven:
        lines.append(f"{view.unproven} Werte sind nicht zu Ende bewiesen.")
    if not view.complete:
        lines.append(
            "Die Rechenzeit reichte nicht für alle Maßnahmen; was genannt ist, gilt,"
            " aber eine bessere kann fehlen."
        )
    return tuple(lines)


def hours(minutes: int) -> str:
    """Whole hours, thousands apart."""
    return f"{minutes // MINUTES_PER_HOUR:,}".replace(",", ".")


def euros(cents: int) -> str:
    """``26,00 €``."""
    told = f"{cents / CENTS_PER_EURO:,.2f} €"
    return told.translate(str.maketrans(",.", ".,"))
