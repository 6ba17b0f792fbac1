"""A season's teams as a workbook for the committee."""

from collections.abc import Sequence

from service.ahead.pairing.sentences import budget_told
from service.ahead.pairing.view import PairingView, TeamView
from service.number_words import number_words, short_euro_words
from service.reports.workbook import Cell, Column, Form, Notes, Sheet
from service.studies.naming import CODES_ONLY
from solver.counted import counted

_CENTS = 100


def pairing_sheets(view: PairingView) -> Sequence[Sheet | Notes]:
    """What was asked, the teams, who is in none, what would help, what is proven."""
    return (
        Notes("Erläuterung", notes(view)),
        _teams(view),
        _alone(view),
        _changes(view),
        _proofs(view),
    )


def notes(view: PairingView) -> tuple[str, ...]:
    """What the figures are and what they are not."""
    share = 100 * view.covered_hours // view.need_hours if view.need_hours else 100
    return (
        (
            f"Teams für die Zeit vom {view.first_day:%d.%m.%Y} bis"
            f" {view.last_day:%d.%m.%Y}: {counted(len(view.teams), 'Teams vertreten')}"
            f" {number_words(view.covered_hours)} von"
            f" {counted(number_words(view.need_hours), 'Kinderstunden')}"
            f" ({share} %); Freihalteplätze kosten"
            f" {short_euro_words(view.cost_cents)} von"
            f" {short_euro_words(view.budget_cents)}. {budget_told(view.budget_origin)}"
        ),
        (
            "Gezählt werden die gemeldeten Abwesenheiten und Krankheitstage aus"
            f" {counted(view.draws, 'ausgelosten Jahren')}, im Mittel eines Jahres."
            " Wer wann krank wird, hängt nur von Person und Tag ab; Krankheitstage sind"
            " eine Annahme, keine Statistik dieses Trägers."
        ),
        (
            "Die Kinder einer normalen Woche stehen für die des nächsten Jahres."
            " Gerechnet wird mit Plätzen je Minute, nicht Kind für Kind; wer zu wem"
            " kommt, entscheidet der Plan des Morgens. Erlaubnisse, die vorher enden,"
            " gelten als verlängert."
        ),
        (
            "Wer in keinem Team ist, zählt als nicht vertreten, auch wenn in der Stadt"
            " Plätze frei sind: auf niemandes Zusage kann sich niemand verlassen. Tage,"
            " an denen ein ganzes Team fehlt, zählen ebenso."
        ),
        (
            "Eine Vertretungskraft ist an einem Tag bei einer Person; ihre"
            " Wochenstunden sind hier nicht geprüft."
        ),
        (
            "Die Schranken gelten für alle Teams, die nach den Regeln möglich sind,"
            " nicht nur für die untersuchten."
        ),
        *((CODES_ONLY,) if view.codes_only else ()),
    )


def _names(team: TeamView) -> str:
    people = [m.name + (" (hält Platz frei)" if m.holds else "") for m in team.members]
    if team.floater:
        people.append(f"Vertretungskraft {team.floater.name}")
    return ", ".join(people)


def _teams(view: PairingView) -> Sheet:
    rows = [
        (
            team.number,
            team.kind,
            _names(team),
            team.need_hours,
            team.covered_hours,
            100 * team.covered_hours / team.need_hours if team.need_hours else None,
            team.nobody_left_hours,
            team.cents / _CENTS,
            team.longest_way_minutes,
            "ja" if team.kept else "",
        )
        for team in view.teams
    ]
    columns = (
        Column("Nr.", Form.COUNT, 6),
        Column("Art", width=24),
        Column("Wer", width=60),
        Column("Kinderstunden gebraucht", Form.COUNT),
        Column("davon vertreten", Form.COUNT),
        Column("Anteil", Form.PERCENT, 10),
        Column("niemand da", Form.COUNT),
        Column("Freihalteplätze", Form.EUROS),
        Column("längster Weg", Form.MINUTES),
        Column("besteht schon", width=12),
    )
    return Sheet("Teams", "Wer mit wem ein Team bildet", columns, rows)


def _alone(view: PairingView) -> Sheet:
    rows = [
        (person.name, person.need_hours, reason)
        for person in view.alone
        for reason in (person.reasons or ("Niemand in der Nähe.",))
    ]
    columns = (
        Column("Person", width=28),
        Column("Kinderstunden gebraucht", Form.COUNT),
        Column("Warum nicht mit", width=100),
    )
    return Sheet("Ohne Team", "Wer in keinem Team ist, und warum", columns, rows)


def _changes(view: PairingView) -> Sheet:
    rows = [
        (
            change.text,
            change.gain_hours,
            change.cents / _CENTS,
            "ja" if change.proven else "nein",
        )
        for change in view.changes
    ]
    columns = (
        Column("Was", width=60),
        Column("Kinderstunden weniger ohne Vertretung", Form.COUNT, 20),
        Column("Kosten im Jahr", Form.EUROS),
        Column("bewiesen", width=10),
    )
    title = "Was helfen würde, jedes für sich" if rows else _nothing_helps(view)
    return Sheet("Was hilft", title, columns, rows)


def _nothing_helps(view: PairingView) -> str:
    """What may be said where no change is told."""
    if not view.changes_complete:
        return "Die Zeit reichte nicht, um zu rechnen, was hilft"
    if view.changes_undecided:
        return "Gefunden wurde nichts, das hilft; bewiesen ist das nicht"
    return "Nichts davon hilft"


def _proofs(view: PairingView) -> Sheet:
    rows = [
        (
            tier.title,
            *(_reached(tier.unit, number) for number in (tier.value, tier.bound)),
            "ja" if tier.proven else "nein",
        )
        for tier in view.tiers
    ]
    columns = (
        Column("Ziel", width=60),
        Column("erreicht", Form.COUNT),
        Column("besser geht nicht als", Form.COUNT),
        Column("bewiesen", width=10),
    )
    return Sheet(
        "Beweis", "Was erreicht ist, und was niemand unterbietet", columns, rows
    )


def _reached(unit: str, value: int) -> Cell | int:
    """Money is counted in cents and read in euros."""
    return Cell(value / _CENTS, Form.EUROS) if unit == "cents" else value
