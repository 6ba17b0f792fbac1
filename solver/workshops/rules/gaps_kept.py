"""Rule 9: events follow each other as agreed, with enough time in between."""

from collections.abc import Iterable

from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import JointRule
from solver.workshops.problem import EventDate, Gap
from solver.workshops.variables import Begun, WorkshopVariables


class GapsKept(JointRule[NoParameters]):
    """least_days <= first day of one less last day of the other <= most_days."""

    info = RuleInfo(
        id=RuleId("gaps-kept"),
        number=9,
        title="Reihenfolge und Abstände der Veranstaltungen",
        source=Practice("Zwischen Veranstaltungen wird vor Ort gearbeitet"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{event} läge {apart} Tage nach {earlier_event} (vereinbart: {least} bis"
            " {most_days})."
        ),
    )

    def post(self, index: WorkshopIndex, variables: WorkshopVariables) -> None:
        """For each day: not the later one until then and the earlier one after it."""
        for gap in index.problem.gaps:
            length = index.problem.events[gap.before].days - 1
            name = f"{gap.before} vor {gap.after}"
            for day in variables.possible(gap.after):
                until = variables.begun(gap.after, day)
                since = variables.begun(gap.before, day - gap.least_days - length)
                placed = variables.placed(gap.before)
                _post(variables, until, (placed, since), f"{name}, {day}")
            if gap.most_days is not None:
                for day in variables.possible(gap.before):
                    until = variables.begun(gap.before, day)
                    since = variables.begun(gap.after, day + length + gap.most_days)
                    placed = variables.placed(gap.after)
                    _post(variables, until, (placed, since), f"{name} bald, {day}")

    def breaches(
        self, index: WorkshopIndex, assignments: Iterable[EventDate]
    ) -> Iterable[Finding]:
        """Gaps that are too short or too long, one of both planned."""
        planned = tuple(assignments)
        whole = (*index.problem.fixed, *planned)
        for gap in index.problem.gaps:
            for one in (date for date in whole if date.event == gap.before):
                for other in (date for date in whole if date.event == gap.after):
                    if one in planned or other in planned:
                        yield from self._wrong(index, gap, one, other)

    def fixed_breaches(self, index: WorkshopIndex) -> Iterable[Finding]:
        """Gaps that were agreed otherwise."""
        fixed = index.fixed_of
        for gap in index.problem.gaps:
            if gap.before in fixed and gap.after in fixed:
                one, other = fixed[gap.before], fixed[gap.after]
                for found in self._wrong(index, gap, one, other):
                    yield Finding(found.rule, found.facts, found.subjects, False)  # noqa: FBT003 - not decided by the plan

    def _wrong(
        self, index: WorkshopIndex, gap: Gap, one: EventDate, other: EventDate
    ) -> Iterable[Finding]:
        apart = other.day - index.days(one)[-1]
        most = gap.most_days
        if gap.least_days <= apart and (most is None or apart <= most):
            return
        facts: dict[str, int | str] = {
            "event": gap.after,
            "earlier_event": gap.before,
            "apart": apart,
            "least": gap.least_days,
            "most_days": "unlimited" if most is None else most,
        }
        yield Finding(self.id, facts, (gap.after,))


def _post(
    variables: WorkshopVariables,
    until: Begun,
    other: tuple[Begun, Begun],
    name: str,
) -> None:
    """Not one until then while the other is placed and has not begun in time."""
    placed, since = other
    terms = (*until.terms, *placed.terms, *((var, -1) for var, _ in since.terms))
    room = 1 - until.constant - placed.constant + since.constant
    if terms and sum(factor > 0 for _, factor in terms) > room:
        variables.model.add_at_most(terms, room, name)
