"""What the figures of a ranking rest on, in sentences."""

from service.ahead.whatif.view import WhatIfView
from service.i18n import translate as _
from service.number_words import euro_words, number_words
from service.studies.naming import CODES_ONLY
from solver.counted import told

MINUTES_PER_HOUR = 60


def verdict(view: WhatIfView) -> str:
    """What came out, in one or two sentences."""
    open_hours = hours(view.base.year_minutes)
    if not view.helps:
        return told(
            "Keine der geprüften Maßnahmen ({considered}) hilft: keine deckt auch nur"
            " eine Minute der {hours} Kinderstunden, die im Jahr offen bleiben.",
            {"considered": view.considered, "hours": open_hours},
            _,
        )
    return told(
        "Offen im Jahr: {hours} Kinderstunden. Von {considered} Maßnahmen sind die"
        " besten genannt ({best}); durchgerechnet: {verified}; durch eine Schranke"
        " ausgeschlossen: {ruled_out}.",
        {
            "hours": open_hours,
            "considered": view.considered,
            "best": len(view.changes),
            "verified": view.verified,
            "ruled_out": view.ruled_out,
        },
        _,
    )


def grounds(view: WhatIfView) -> tuple[str, ...]:
    """What was measured, and what is assumed."""
    lines = [
        _measured(view),
        _(
            "Jede genannte Maßnahme ist mit demselben Rechenkern nachgerechnet wie die"
            " Belastungsprobe: Gedeckt ist, was danach weniger offen bleibt."
        ),
        _(
            "Wer neu kommt, hat Erlaubnis, Nachweise und QHB, kennt die Kinder (die"
            " Besuche gehören zur Arbeitszeit) und wird selbst so oft krank wie alle."
        ),
        _costs(view),
    ]
    if view.codes_only:
        lines.append(_(CODES_ONLY))
    if view.unproven:
        said = "{count} Werte sind nicht zu Ende bewiesen."
        lines.append(told(said, {"count": view.unproven}, _))
    if not view.complete:
        lines.append(
            _(
                "Die Rechenzeit reichte nicht für alle Maßnahmen; was genannt ist,"
                " gilt, aber eine bessere kann fehlen."
            )
        )
    return tuple(lines)


def _measured(view: WhatIfView) -> str:
    return told(
        "Gemessen wird an {absences} Abwesenheiten einer einzelnen Person ({days} Tage"
        " im Jahr) und an {drawn} ausgelosten Grippewochen ({weeks} im Jahr). Beides"
        " wird zum Jahr addiert; Grippewochen enthalten auch Tage, an denen nur eine"
        " fehlt.",
        {
            "absences": view.absences,
            "days": view.asked.absence_days,
            "drawn": view.drawn_weeks,
            "weeks": view.asked.wave_weeks,
        },
        _,
    )


def _costs(view: WhatIfView) -> str:
    asked = view.asked
    said = _(
        "Annahmen zu Kosten: Arbeitsstunde {hour}, Freihalteplatz {held} im Monat,"
        " Räume {rooms} im Monat, Kurs {course} auf fünf Jahre, Kinderstunde einer"
        " Selbständigen {child_hour}."
    )
    return said.format(
        hour=euro_words(asked.employed_cents_per_hour),
        held=euro_words(asked.held_place_cents_per_month),
        rooms=euro_words(asked.rooms_cents_per_month),
        course=euro_words(asked.course_cents),
        child_hour=euro_words(asked.child_hour_cents),
    )


def hours(minutes: int) -> str:
    """Whole hours, thousands apart."""
    return number_words(minutes // MINUTES_PER_HOUR)
