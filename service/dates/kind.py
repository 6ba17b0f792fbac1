"""Sessions of coaches as a kind of dates that a job finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from service.dates.calendar import unsettled_holidays
from service.dates.moving import MoveWork, take_move
from service.dates.solving import require_same, solve, tell_written
from service.dates.state import Dates, load_dates
from service.dates.writing import write_dates
from service.domain.actor import Actor
from service.i18n import translate
from service.jobs.computing import stored_tiers
from service.matching.months import Period, first_day_of
from service.planning.facts import StoredFacts
from service.scheduling.result import RefusedDay, Scheduled, WithoutDate
from service.scheduling.wanted import WantedDates
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.rule import RuleId
from solver.sessions.explanation.sentences import sentence
from solver.sessions.plan import SessionPlan, Unplaced


class SessionsKind:
    """A coach at a kindergarten, month by month."""

    def take(
        self, session: Session, wanted: WantedDates, now: datetime
    ) -> "SessionsWork | MoveWork":
        """Accepted engagements and everything their dates depend on."""
        if wanted.move is not None:
            return take_move(session, wanted.move, now)
        return SessionsWork(load_dates(session, wanted.period, now), wanted.period, now)

    def sentence(
        self, rule: RuleId, facts: StoredFacts, names: Mapping[str, str]
    ) -> str:
        """A refusal in words."""
        return sentence(rule, facts, names, translate)


@dataclass(frozen=True, slots=True)
class SessionsWork:
    """The rest of a programme year, as of one moment."""

    dates: Dates
    period: Period
    taken_at: datetime

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> "FoundSessions | None":
        """The best dates; ``None`` if the run was stopped."""
        plan = solve(self.dates, self.dates.problem, limits, should_stop, progress)
        return None if should_stop() else FoundSessions(self, plan)


@dataclass(frozen=True, slots=True)
class FoundSessions:
    """Dates of sessions for the state they were found on."""

    work: SessionsWork
    plan: SessionPlan

    def write(self, session: Session, actor: Actor, now: datetime) -> Scheduled:
        """Every accepted engagement has its sessions, as many as found a date."""
        work = self.work
        dates = load_dates(session, work.period, work.taken_at)
        require_same(work.dates.problem, dates.problem)
        visits = self.plan.assignments
        written = write_dates(session, dates, visits, now)
        tell_written(session, actor, "plan_sessions", written, now)
        return Scheduled(
            added=len(written.added),
            moved=len(written.moved),
            cancelled=len(written.cancelled),
            kept=len(visits) - len(written.added) - len(written.moved),
            without_date=[_without(dates, alone) for alone in self.plan.unplaced],
            without_way=[row.kindergarten_id for row in dates.without_way],
            tiers=stored_tiers(self.plan.tiers),
            holidays_until=unsettled_holidays(
                dates.problem.school_holidays, work.period.days[1]
            ),
            rules_change=dates.rules_change,
        )


def _without(dates: Dates, alone: Unplaced) -> WithoutDate:
    row = dates.engagements[alone.session.engagement]
    return WithoutDate(
        row.kindergarten_id,
        row.coach_id,
        first_day_of(alone.session.month),
        alone.session.number,
        [
            RefusedDay(date.fromordinal(each.day), each.rule, dict(each.facts))
            for each in alone.refusals
        ],
    )
