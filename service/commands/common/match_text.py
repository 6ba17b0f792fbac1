"""A matching in lines for a terminal: who accompanies whom and why, how good it is."""

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from service.commands.common.match_view import MatchView
from service.commands.common.plan_text import tier_lines
from service.commands.common.rule_titles import rule_title
from service.hour_words import agreed_hours
from service.i18n import translate as _
from service.tables_text import Column, table
from service.use_cases.read_matching import PairView, UnservedView
from solver.counted import told

KEY_TO_REASONS = (
    "Weg: eine Strecke; Themen: gedeckter Anteil des Gewichts; bleibt: auch im Vorjahr;"
    " neue Phase: noch nie begleitet; 1 von 5: so viele kamen in Frage."
)
MINUTES_PER_HALF_HOUR = 30
MOST_REASONS = 4
_CONTINUITY = {"kept": "bleibt", "parted": "Wechsel", "gone": "Nachfolge"}


def match_lines(view: MatchView, width: int) -> list[str]:
    """The whole matching."""
    return [
        *summary_lines(view, width),
        "",
        *pair_lines(view.pairs, width),
        "",
        *unserved_lines(view, width),
        "",
        *tier_lines(view.tiers, width),
        *_not_checked_lines(view, width),
        *_rule_change_lines(view, width),
    ]


def summary_lines(view: MatchView, width: int) -> list[str]:
    """How many are served, in one sentence."""
    half_hours = sum(pair.half_hours for pair in view.pairs)
    sentence = told(
        "{months}: Begleitung für {served} von {all} Kitas, {hours} Stunden im Monat,"
        " durch {coaches} Prozessbegleitungen.",
        {
            "months": _months(view.first_day, view.last_day),
            "served": len(view.pairs),
            "all": len(view.pairs) + len(view.unserved),
            "hours": agreed_hours(MINUTES_PER_HALF_HOUR * half_hours),
            "coaches": len({pair.coach_id for pair in view.pairs}),
        },
        _,
    )
    if view.standing:
        before = "{count} Begleitungen waren schon angefragt oder zugesagt."
        sentence = f"{sentence} {told(before, {'count': view.standing}, _)}"
    return textwrap.wrap(sentence, width)


def pair_lines(pairs: Sequence[PairView], width: int) -> list[str]:
    """Who accompanies whom and why, under the name of the coach."""
    if not pairs:
        return [_("Keine Begleitung wird vorgeschlagen.")]
    columns = [
        Column(_("Kita"), grows=True),
        Column(_("Landkreis"), grows=True),
        Column(_("Std./Monat"), right=True),
        Column(_("Weg"), right=True),
        Column(_("Themen"), right=True),
        Column(_("weil"), grows=True),
    ]
    rows: list[list[str]] = []
    ordered = sorted(pairs, key=attrgetter("coach", "coach_id", "kindergarten"))
    for _coach, found in groupby(ordered, key=attrgetter("coach", "coach_id")):
        group = list(found)
        rows += [] if not rows else [[]]
        rows.append([_heading(group)])
        rows += [_row(pair) for pair in group]
    return [*table(columns, rows, width), "", *textwrap.wrap(_(KEY_TO_REASONS), width)]


def _heading(group: Sequence[PairView]) -> str:
    first, half_hours = group[0], sum(pair.half_hours for pair in group)
    values = {
        "coach": first.coach,
        "count": len(group),
        "hours": agreed_hours(MINUTES_PER_HALF_HOUR * half_hours),
        "load": max(int(pair.reason.facts.get("load", 0)) for pair in group),
    }
    said = "{coach}: {count} Kitas, {hours} Std. im Monat, {load} % ausgelastet"
    return told(said, values, _)


def _row(pair: PairView) -> list[str]:
    facts = pair.reason.facts
    agreed = agreed_hours(MINUTES_PER_HALF_HOUR * pair.half_hours)
    wished = int(facts.get("wished", pair.half_hours))
    if wished != pair.half_hours:
        agreed = _("{agreed} von {wished}").format(
            agreed=agreed, wished=agreed_hours(MINUTES_PER_HALF_HOUR * wished)
        )
    way = facts.get("way")
    return [
        pair.kindergarten,
        pair.county,
        agreed,
        f"{way} Min." if isinstance(way, int) else "–",
        f"{facts.get('percent', '–')} %",
        _because(facts),
    ]


def _because(facts: Mapping[str, int | str]) -> str:
    words = [_(_CONTINUITY.get(str(facts.get("continuity")), ""))]
    if facts.get("stage_known") == "no":
        words.append(_("neue Phase"))
    others = facts.get("others")
    if others == 0:
        words.append(_("sonst niemand"))
    elif isinstance(others, int):
        words.append(_("1 von {count}").format(count=others + 1))
    return ", ".join(word for word in words if word)


def unserved_lines(view: MatchView, width: int) -> list[str]:
    """Who stays alone, why each coach is out, and what would help."""
    if not view.unserved:
        return [_("Keine Kita bleibt ohne Begleitung.")]
    columns = [
        Column(_("ohne Begleitung"), grows=True),
        Column(_("Landkreis"), grows=True),
        Column(_("warum, und was helfen würde"), grows=True),
    ]
    helps = {each.kindergarten_id: f"→ {each.sentence.text}" for each in view.changes}
    rows = [
        [
            one.kindergarten,
            one.county,
            "\n".join([*_reasons(one), *_known(helps.get(one.kindergarten_id))]),
        ]
        for one in view.unserved
    ]
    return [*table(columns, rows, width), *_without_time_lines(view, width)]


def _known(text: str | None) -> list[str]:
    return [] if text is None else [text]


def _without_time_lines(view: MatchView, width: int) -> list[str]:
    """For how many it was not worked out what would help."""
    if not view.without_time:
        return []
    said = _(
        "Für {count} davon reichte die Zeit nicht, um zu suchen, was helfen würde; mehr"
        " Zeit gibt --change-seconds."
    )
    return ["", *textwrap.wrap(said.format(count=len(view.without_time)), width)]


def _reasons(one: UnservedView) -> list[str]:
    """The sentences, the many of one rule drawn together."""
    counts = Counter(sentence.rule for sentence in one.sentences)
    lines = []
    for rule, count in counts.most_common(MOST_REASONS):
        first = min(s.text for s in one.sentences if s.rule == rule)
        more = ""
        if count > 1:
            more = " " + _("(ebenso {count} weitere)").format(count=count - 1)
        lines.append(first + more)
    return lines


def _not_checked_lines(view: MatchView, width: int) -> list[str]:
    if not view.not_checked:
        return []
    titles = ", ".join(_(rule_title(rule)) for rule in view.not_checked)
    return [
        "",
        *textwrap.wrap(_("Nicht geprüft: {titles}.").format(titles=titles), width),
    ]


def _rule_change_lines(view: MatchView, width: int) -> list[str]:
    """What is not the same the whole year, and how it counts."""
    if not view.rule_changes:
        return []
    lines = ["", _("Regeln, die sich im Zeitraum ändern:")]
    for change in view.rule_changes:
        lines += textwrap.wrap(
            change.text, width, initial_indent="- ", subsequent_indent="  "
        )
    return lines


def _months(first: date, last: date) -> str:
    if first.month == 1:
        return f"{first.year}"
    return f"{first:%m/%Y}–{last:%m/%Y}"
