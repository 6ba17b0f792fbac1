"""A season's teams in lines for a terminal: the teams, who is in none, what helps."""

import textwrap
from collections.abc import Sequence

from service.ahead.pairing.sentences import budget_told
from service.ahead.pairing.view import PairingView, TeamView
from service.i18n import translate as _
from service.number_words import number_words, short_euro_words
from service.studies.naming import CODES_ONLY
from service.tables_text import Column, table
from solver.counted import told

MOST_CHANGES = 10
_ALL = 100


def pairing_lines(view: PairingView, width: int) -> Sequence[str]:
    """The whole, then every team, then who is in none."""
    return [
        *_summary(view, width),
        "",
        *_teams(view, width),
        *_alone(view, width),
        *_changes(view, width),
        *_answers(view, width),
        *_proof(view, width),
    ]


def _percent(part: int, whole: int) -> str:
    return "–" if not whole else f"{_ALL * part / whole:.1f} %".replace(".", ",")


def _summary(view: PairingView, width: int) -> list[str]:
    said = told(
        "Kita-Jahr {year}: {teams} Teams vertreten {covered} von {need} Kinderstunden"
        " ({share}); ohne Team: {alone} von {people} Personen."
        " Freihalteplätze kosten {cost} von {budget}.",
        {
            "year": f"{view.first_day:%Y}/{view.last_day:%y}",
            "teams": len(view.teams),
            "covered": number_words(view.covered_hours),
            "need": number_words(view.need_hours),
            "share": _percent(view.covered_hours, view.need_hours),
            "alone": len(view.alone),
            "people": view.people,
            "cost": short_euro_words(view.cost_cents),
            "budget": short_euro_words(view.budget_cents),
        },
        _,
    )
    return [
        *textwrap.wrap(said, width),
        *textwrap.wrap(budget_told(view.budget_origin), width),
    ]


def _teams(view: PairingView, width: int) -> list[str]:
    columns = [
        Column(_("Nr."), right=True),
        Column(_("Team")),
        Column(_("Wer"), grows=True),
        Column(_("vertritt"), right=True),
        Column(_("Anteil"), right=True),
        Column(_("Weg"), right=True),
        Column(_("Kosten"), right=True),
    ]
    rows = [
        [
            str(team.number),
            team.kind,
            _names(team),
            f"{number_words(team.covered_hours)} / {number_words(team.need_hours)}",
            _percent(team.covered_hours, team.need_hours),
            f"{team.longest_way_minutes} min",
            short_euro_words(team.cents) if team.cents else "",
        ]
        for team in view.teams
    ]
    if not rows:
        return [_("Es kommt kein Team zustande.")]
    return table(columns, rows, width)


def _names(team: TeamView) -> str:
    people = [member.name + ("*" if member.holds else "") for member in team.members]
    if team.floater:
        people.append(f"[{team.floater.name}]")
    told = ", ".join(people)
    return _("{people} (besteht schon)").format(people=told) if team.kept else told


def _alone(view: PairingView, width: int) -> list[str]:
    if not view.alone:
        return []
    lines = ["", _("In keinem Team:")]
    for person in view.alone:
        said = f"{person.name} ({number_words(person.need_hours)} h)"
        lines += textwrap.wrap(said, width, initial_indent="  ")
        for reason in person.reasons or (_("Niemand in der Nähe."),):
            lines += textwrap.wrap(
                reason, width, initial_indent="    – ", subsequent_indent="      "
            )
    return lines


def _changes(view: PairingView, width: int) -> list[str]:
    if not view.changes:
        none = _(
            "Weder mehr Budget noch ein freier Platz bei jemandem ohne Team hilft."
        )
        if not view.changes_complete:
            none = _(
                "Ob mehr Budget oder ein freier Platz hilft, dafür reichte die Zeit"
                " nicht."
            )
        elif view.changes_undecided:
            none = _(
                "Gefunden wurde nichts, das hilft: weder mehr Budget noch ein freier"
                " Platz bei jemandem ohne Team. Bewiesen ist das nicht."
            )
        return ["", *textwrap.wrap(none, width)]
    lines = ["", _("Was helfen würde, jedes für sich:")]
    for change in view.changes[:MOST_CHANGES]:
        proof = "" if change.proven else _(" (nicht bewiesen)")
        values = {"text": change.text, "hours": number_words(change.gain_hours)}
        said = told("{text}: {hours} Kinderstunden weniger ohne Vertretung", values, _)
        lines += textwrap.wrap(said + proof, width, initial_indent="  ")
    return lines


def _answers(view: PairingView, width: int) -> list[str]:
    lines: list[str] = []
    for answer in (view.why, view.together):
        if answer:
            told = (part for line in answer for part in textwrap.wrap(line, width))
            lines += ["", *told]
    return lines


def _proof(view: PairingView, width: int) -> list[str]:
    first = view.tiers[0] if view.tiers else None
    if first is None:
        return []
    if all(tier.proven for tier in view.tiers):
        said = _(
            "Besser geht es nicht: bewiesen für alle Teams, die die Regeln zulassen."
        )
    else:
        said = told(
            "Kinderstunden ohne Vertretung: {value}; weniger als {bound} kann kein"
            " Team-Plan erreichen, den die Regeln zulassen.",
            {"value": number_words(first.value), "bound": number_words(first.bound)},
            _,
        )
    lines = [said, _("* hält einen bezahlten Platz frei; [ ] Vertretungskraft")]
    if view.codes_only:
        lines.append(_(CODES_ONLY))
    return ["", *(part for line in lines for part in textwrap.wrap(line, width))]
