"""Workshop series as a kind of dates that a job finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.appointments import changeable, require_unchanged
from service.dates.calendar import unsettled_holidays
from service.dates.telling import tell
from service.dates.workshops.naming import cluster_of, with_events
from service.dates.workshops.state import Workshops, load_workshops, only_on
from service.dates.workshops.views import cluster_names
from service.dates.workshops.writing import write_events
from service.db.tables.workshops import ClusterEvent
from service.domain.actor import Actor
from service.errors import Conflict, NotFound
from service.i18n import translate
from service.jobs.computing import stored_tiers
from service.matching.months import Period, first_day_of
from service.planning.facts import StoredFacts
from service.scheduling.result import RefusedDay, Scheduled, WithoutDate
from service.scheduling.wanted import Move, WantedDates
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.rule import Facts, RuleId
from solver.slots import Day
from solver.workshops.explanation.sentences import sentence
from solver.workshops.plan import Unplaced, WorkshopPlan
from solver.workshops.problem import EventId, WorkshopProblem


class WorkshopsKind:
    """The series of every cluster, and the conferences of all."""

    def take(
        self, session: Session, wanted: WantedDates, now: datetime
    ) -> "WorkshopsWork":
        """Clusters and everything their dates depend on."""
        state = load_workshops(session, wanted.period, now)
        moved = _moved(session, state, wanted.move)
        return WorkshopsWork(state, wanted.period, now, moved)

    def sentence(
        self, rule: RuleId, facts: StoredFacts, names: Mapping[str, str]
    ) -> str:
        """A refusal in words."""
        return sentence(rule, facts, with_events(names, facts), translate)


@dataclass(frozen=True, slots=True)
class Moved:
    """An event that is to begin on a day."""

    event: EventId
    day: Day


@dataclass(frozen=True, slots=True)
class WorkshopsWork:
    """What is left of the series that begins in a year, as of one moment."""

    state: Workshops
    period: Period
    taken_at: datetime
    moved: Moved | None = None

    @property
    def problem(self) -> WorkshopProblem:
        """What is planned: everything, or with one event on its new day."""
        if self.moved is None:
            return self.state.problem
        return only_on(self.state.problem, self.moved.event, self.moved.day)

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> "FoundEvents | None":
        """The best dates; ``None`` if the run was stopped."""
        # The engines take half a second to load; who plans nothing does not wait.
        from solver.workshops.planning import solve  # noqa: PLC0415 (see above)

        profile = self.state.profile
        plan = solve(self.problem, profile, limits, should_stop, progress)
        return None if should_stop() else FoundEvents(self, plan)


@dataclass(frozen=True, slots=True)
class FoundEvents:
    """Dates of series for the state they were found on."""

    work: WorkshopsWork
    plan: WorkshopPlan

    def write(self, session: Session, actor: Actor, now: datetime) -> Scheduled:
        """Every event of a series has its date, as many as found one.

        Raises
        ------
        Conflict
            If what they depend on has changed, or an event cannot be moved there.
        """
        work, dates = self.work, self.plan.assignments
        state = load_workshops(session, work.period, work.taken_at)
        require_unchanged(work.state.problem, state.problem)
        _require_moved(session, work.moved, self.plan)
        written = write_events(session, state, dates, now)
        action = "plan_events" if work.moved is None else "move_event"
        tell(session, actor, action, written.changed, written.counts, now)
        kept = len(dates) - len(written.added) - len(written.moved)
        return Scheduled(
            **written.counts,
            kept=kept,
            without_date=[_without(work, alone) for alone in self.plan.unplaced],
            without_way=[],
            tiers=stored_tiers(self.plan.tiers),
            holidays_until=unsettled_holidays(
                state.problem.school_holidays, state.span.last
            ),
            rules_change=None,  # a series has those of its own year to its end
        )


def _moved(session: Session, state: Workshops, move: Move | None) -> Moved | None:
    """The event that is to move, if one is.

    Raises
    ------
    NotFound
        If there is no such event.
    Conflict
        If it stands fast, or no day is named.
    """
    if move is None:
        return None
    row = session.scalars(
        select(ClusterEvent).where(ClusterEvent.id == move.session_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    free = {published.event for published in state.problem.published}
    event = next((e for e in free if state.rows[e].id == row.id), None)
    if event is None or not changeable(row):
        raise Conflict(
            "Diese Veranstaltung steht fest, ist vorbei oder abgesagt; verlegen lässt"
            " sich nur eine künftige, noch nicht bestätigte."
        )
    if move.day is None:
        raise Conflict("Bitte den Tag nennen, auf den die Veranstaltung soll.")
    wanted = Moved(event, Day(move.day.toordinal()))
    _require_within(wanted, state.problem)
    return wanted


def _require_within(moved: Moved, problem: WorkshopProblem) -> None:
    """Pass where the day lies ahead, within the series."""
    event = problem.events[moved.event]
    last = event.last_day - event.days + 1
    if not event.first_day <= moved.day <= last:
        span = (date.fromordinal(day) for day in (event.first_day, last))
        first_text, last_text = (f"{day:%d.%m.%Y}" for day in span)
        raise Conflict(
            "Verlegen lässt sich diese Veranstaltung nur auf einen Tag vom"
            f" {first_text} bis zum {last_text}."
        )


def _require_moved(session: Session, moved: Moved | None, plan: WorkshopPlan) -> None:
    """Pass where the event that was to move found its day."""
    alone = next((u for u in plan.unplaced if moved and u.event == moved.event), None)
    if alone is None:
        return
    names = cluster_names(session)
    against = [(one.rule, one.facts) for one in alone.days]
    against += [(one.rule, one.facts) for one in alone.hosts]
    told = [
        sentence(rule, facts, with_events(names, facts), translate)
        for rule, facts in against
    ]
    said = translate("An diesem Tag kann diese Veranstaltung nicht beginnen.")
    raise Conflict(" ".join(dict.fromkeys([said, *told[:1]])))


def _without(work: WorkshopsWork, alone: Unplaced) -> WithoutDate:
    """Each rule once: for a year of days one reason of a kind is enough."""
    first = date.fromordinal(work.problem.events[alone.event].first_day)
    told: dict[str, RefusedDay] = {}
    for host in alone.hosts:
        facts = dict(_named(alone.event, host.facts))
        told.setdefault(f"{host.rule} {host.host}", RefusedDay(first, host.rule, facts))
    for each in alone.days:
        facts = dict(_named(alone.event, each.facts))
        day = date.fromordinal(each.day)
        told.setdefault(each.rule, RefusedDay(day, each.rule, facts))
    return WithoutDate(
        None,
        None,
        first_day_of(work.period.first),
        work.problem.events[alone.event].number,
        list(told.values()),
        alone.event,
    )


def _named(event: EventId, facts: Facts) -> Iterator[tuple[str, int | str]]:
    """Facts with the cluster, so that its name is read with them."""
    yield from facts.items()
    cluster = cluster_of(event)
    if cluster is not None and "cluster" not in facts:
        yield "cluster", cluster
