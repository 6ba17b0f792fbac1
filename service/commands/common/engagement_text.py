"""Engagements and budgets in lines for a terminal."""

from collections.abc import Sequence

from service.commands.common.match_text import MINUTES_PER_HALF_HOUR
from service.hour_words import agreed_hours
from service.i18n import translate as _
from service.matching.current import STATE_WORDS
from service.number_words import money_words
from service.tables_text import Column, table
from service.use_cases.read_engagements import BudgetView, EngagementView


def engagement_lines(
    year: int,
    engagements: Sequence[EngagementView],
    budgets: Sequence[BudgetView],
    width: int,
) -> list[str]:
    """What is asked for and agreed in a year, and what is left of the budgets."""
    if not engagements:
        said = _("Für {year} ist noch keine Begleitung angefragt.")
        return [said.format(year=year), "", *budget_lines(budgets, width)]
    columns = [
        Column(_("Kita"), grows=True),
        Column(_("Begleitung"), grows=True),
        Column(_("Std./Monat"), right=True),
        Column(_("Monate")),
        Column(_("Stand")),
        Column(_("Euro im Jahr"), right=True),
    ]
    rows = [
        [
            view.kindergarten,
            view.coach,
            agreed_hours(MINUTES_PER_HALF_HOUR * view.half_hours),
            f"{view.first_month:%m}–{view.last_month:%m/%Y}",
            _(STATE_WORDS[view.state.value]),
            money_words(view.year_cents),
        ]
        for view in engagements
    ]
    return [*table(columns, rows, width), "", *budget_lines(budgets, width)]


def budget_lines(budgets: Sequence[BudgetView], width: int) -> list[str]:
    """Budget, agreed, asked for, left; a county without limit has a dash."""
    columns = [
        Column(_("Landkreis"), grows=True),
        Column(_("Budget"), right=True),
        Column(_("zugesagt"), right=True),
        Column(_("angefragt"), right=True),
        Column(_("frei"), right=True),
    ]
    rows = [
        [
            budget.county,
            money_words(budget.budget_cents),
            money_words(budget.accepted_cents),
            money_words(budget.asked_cents),
            money_words(budget.left_cents),
        ]
        for budget in budgets
    ]
    return table(columns, rows, width)
