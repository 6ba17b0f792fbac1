"""A plan in lines for a terminal: who goes where and why, gaps, how good it is."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from service.commands.common.numbers import value_said
from service.commands.common.plan_view import Move, OpenTime, PlanView, TierView
from service.commands.common.printing import day_words, span_words, weekday_words
from service.commands.common.rule_titles import rule_title
from service.hour_words import hour_words
from service.i18n import translate as _
from service.tables_text import Column, table
from solver.counted import told
from solver.words import WORDS, unit_words

KEY_TO_REASONS = (
    "fest: als feste Vertretung vereinbart; +5 Min.: Mehrweg der Familie; sonst"
    " niemand: keine andere Person kam in Frage."
)
MOST_REASONS = 3
_SHOWN_AS_SPAN = 3

TIE_BREAK = "tie-break"
TIER_TITLES = WORDS["tier"]


def plan_lines(view: PlanView, width: int) -> list[str]:
    """The whole plan."""
    return [
        *summary_lines(view, width),
        "",
        *move_lines(view.moves, width),
        "",
        *gap_lines(view.gaps, width),
        "",
        *tier_lines(view.tiers, width),
        "",
        *not_checked_lines(view, width),
        *unknown_lines(view, width),
    ]


def summary_lines(view: PlanView, width: int) -> list[str]:
    """How much is covered, in one sentence."""
    all_minutes = view.covered_minutes + view.open_minutes
    share = 100 if not all_minutes else 100 * view.covered_minutes // all_minutes
    children = {move.child for move in view.moves}
    children |= {gap.child for gap in view.gaps}
    said = told(
        "{days}: {children} Kinder brauchen Vertretung, {share} % der Stunden sind"
        " gedeckt ({covered} von {total} h).",
        {
            "days": days_words((view.first_day, view.last_day)),
            "children": len(children),
            "share": share,
            "covered": hour_words(view.covered_minutes),
            "total": hour_words(all_minutes),
        },
        _,
    )
    return textwrap.wrap(said, width)


def move_lines(moves: Sequence[Move], width: int) -> list[str]:
    """Who goes where and why, under the name of who is absent."""
    if not moves:
        return [_("Niemand übernimmt eine Vertretung.")]
    columns = [
        Column(_("Kind")),
        Column(_("Tage")),
        Column(_("Uhrzeit")),
        Column(_("geht zu"), grows=True),
        Column(_("weil"), grows=True),
    ]
    rows: list[list[str]] = []
    for absent, group in groupby(sorted(moves, key=_order), key=attrgetter("absent")):
        rows += [] if not rows else [[]]
        rows.append([_("Statt {name}:").format(name=absent)])
        rows += [
            [
                move.child,
                days_words(move.days, weekdays_only=True),
                span_words(move.start_minute, move.end_minute),
                move.person if move.at_home else f"{move.person}\n{move.place}",
                _because(move),
            ]
            for move in group
        ]
    return [*table(columns, rows, width), "", *textwrap.wrap(_(KEY_TO_REASONS), width)]


def gap_lines(gaps: Sequence[OpenTime], width: int) -> list[str]:
    """What nobody takes, and who was refused by which rule."""
    if not gaps:
        return [_("Keine Lücken.")]
    columns = [
        Column(_("Lücke")),
        Column(_("Tage")),
        Column(_("Uhrzeit")),
        Column(_("warum niemand"), grows=True),
    ]
    rows: list[list[str]] = []
    for absent, group in groupby(sorted(gaps, key=_order), key=attrgetter("absent")):
        rows += [] if not rows else [[]]
        rows.append([_("Statt {name}:").format(name=absent)])
        rows += [
            [
                gap.child,
                days_words(gap.days, weekdays_only=True),
                span_words(gap.start_minute, gap.end_minute),
                "\n".join(reasons(gap)),
            ]
            for gap in group
        ]
    return table(columns, rows, width)


def reasons(gap: OpenTime) -> list[str]:
    """The sentences of a gap, the many of one rule drawn together.

    Somebody who is asked for two places counts once.
    """
    if not gap.refusals:
        return [_("Für dieses Kind ist keine Vertretung verabredet.")]
    refused = {(refusal.rule, refusal.person) for refusal in gap.refusals}
    counts = Counter(rule for rule, _person in refused)
    lines = []
    for rule, count in counts.most_common():
        first = min(
            (refusal for refusal in gap.refusals if refusal.rule == rule),
            key=attrgetter("person", "text"),
        )
        more = (
            " " + _("(ebenso {count} weitere)").format(count=count - 1)
            if count > 1
            else ""
        )
        # The day stands in its own column.
        the_day = _(" am {day}").format(day=f"{gap.days[0]:%d.%m.%Y}")
        text = first.text.replace(the_day, "")
        lines.append(text + more)
    return lines[:MOST_REASONS]


def tier_lines(tiers: Sequence[TierView], width: int) -> list[str]:
    """What was reached on each wish, and what is proven."""
    columns = [
        Column(_("Wünsche in ihrer Reihenfolge"), grows=True),
        Column(_("erreicht"), right=True),
        Column(_("Schranke"), right=True),
        Column(_("Einheit")),
        Column(_("Beweis")),
    ]
    rows = [
        [
            _(TIER_TITLES.get(tier.id, rule_title(tier.id))),
            _number(tier, tier.value),
            _number(tier, tier.bound),
            unit_words(tier.unit, tier.value, _),
            _proof(tier),
        ]
        for tier in tiers
    ]
    return table(columns, rows, width)


def not_checked_lines(view: PlanView, width: int) -> list[str]:
    """Rules that nobody has checked."""
    if not view.not_checked:
        return []
    titles = ", ".join(_(rule_title(rule)) for rule in view.not_checked)
    return textwrap.wrap(_("Nicht geprüft: {titles}.").format(titles=titles), width)


def unknown_lines(view: PlanView, width: int) -> list[str]:
    """Numbers of the Land that are not sourced: the federal ones were used."""
    if not view.unknown_numbers:
        return []
    by_rule = groupby(view.unknown_numbers, key=attrgetter("rule_title"))
    titles = "; ".join(
        f"{rule} ({', '.join(number.title for number in numbers)})"
        for rule, numbers in by_rule
    )
    said = _("Zahl des Landes unbekannt, Bundesvorgabe verwendet: {titles}.")
    return textwrap.wrap(said.format(titles=titles), width)


def days_words(days: Sequence[date], *, weekdays_only: bool = False) -> str:
    """``Mo–Mi, Fr`` for days of one week, else with dates."""
    word = weekday_words if weekdays_only and _one_week(days) else day_words
    if not weekdays_only and len(days) > 1 and days[0] != days[-1]:
        return f"{day_words(days[0], year=False)}–{day_words(days[-1])}"
    parts = []
    for run in _successive(sorted(set(days))):
        shown = [word(run[0])] if len(run) == 1 else [word(run[0]), word(run[-1])]
        parts.append(("–" if len(run) >= _SHOWN_AS_SPAN else "+").join(shown))
    return ", ".join(parts)


def _successive(days: Sequence[date]) -> Iterable[list[date]]:
    run: list[date] = []
    for day in days:
        if run and day != run[-1] + timedelta(days=1):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _one_week(days: Sequence[date]) -> bool:
    return len({day.isocalendar()[:2] for day in days}) == 1


def _order(row: Move | OpenTime) -> tuple[str, str, date, int]:
    return row.absent, row.child, row.days[0], row.start_minute


def _because(move: Move) -> str:
    facts = move.facts
    words = [_(WORDS["model"].get(move.model, move.model))]
    if facts.get("designated") == "yes":
        words.append(_("fest"))
    if "familiarity" in facts:
        words.append(_(WORDS["familiarity"].get(facts["familiarity"], "")))
    if isinstance(facts.get("extra_way"), int) and facts["extra_way"] > 0:
        words.append(_("+{minutes} Min.").format(minutes=facts["extra_way"]))
    if facts.get("others") == 0:
        words.append(_("sonst niemand"))
    return ", ".join(word for word in words if word)


def _number(tier: TierView, value: int) -> str:
    """A number that says something: the tie-break's ranks are no one's wish."""
    if tier.id == TIE_BREAK:
        return "–"
    return value_said(value, tier.unit)


def _proof(tier: TierView) -> str:
    if tier.proven:
        return _("bewiesen")
    if tier.conditional:
        return _("bedingt")
    return _("noch nicht bewiesen")
