"""Consultation visits as a kind of dates that a job finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.dates.appointments import require_unchanged
from service.dates.calendar import unsettled_holidays
from service.dates.consultations.state import Consultations, load_consultations
from service.dates.consultations.writing import write_visits
from service.dates.telling import tell
from service.domain.actor import Actor
from service.i18n import translate
from service.jobs.computing import stored_tiers
from service.matching.months import Period, first_day_of
from service.planning.facts import StoredFacts
from service.scheduling.result import RefusedDay, Scheduled, WithoutDate
from service.scheduling.wanted import WantedDates
from solver.consultations.explanation.sentences import sentence
from solver.consultations.plan import ConsultationPlan, Unanswered
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.rule import RuleId


class ConsultationsKind:
    """A kindergarten at a consultation host, once a year."""

    def take(
        self, session: Session, wanted: WantedDates, now: datetime
    ) -> "ConsultationsWork":
        """Hosts and wishes, and everything visits depend on."""
        state = load_consultations(session, wanted.period, now)
        return ConsultationsWork(state, wanted.period, now)

    def sentence(
        self, rule: RuleId, facts: StoredFacts, names: Mapping[str, str]
    ) -> str:
        """A refusal in words."""
        return sentence(rule, facts, names, translate)


@dataclass(frozen=True, slots=True)
class ConsultationsWork:
    """The visits of the rest of a year, as of one moment."""

    state: Consultations
    period: Period
    taken_at: datetime

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> "FoundVisits | None":
        """The best visits; ``None`` if the run was stopped."""
        # The engines take half a second to load; who plans nothing does not wait.
        from solver.consultations.planning import solve  # noqa: PLC0415 (see above)

        state = self.state
        plan = solve(state.problem, state.profile, limits, should_stop, progress)
        return None if should_stop() else FoundVisits(self, plan)


@dataclass(frozen=True, slots=True)
class FoundVisits:
    """Visits for the state they were found on."""

    work: ConsultationsWork
    plan: ConsultationPlan

    def write(self, session: Session, actor: Actor, now: datetime) -> Scheduled:
        """Every kindergarten has its visit, as many as found one."""
        work = self.work
        state = load_consultations(session, work.period, work.taken_at)
        require_unchanged(work.state.problem, state.problem)
        visits = self.plan.assignments
        written = write_visits(session, state, visits, now)
        tell(session, actor, "plan_visits", written.changed, written.counts, now)
        return Scheduled(
            **written.counts,
            kept=len(visits) - len(written.added) - len(written.moved),
            without_date=[
                _without(state, work.period, alone) for alone in self.plan.unanswered
            ],
            without_way=state.nowhere,
            tiers=stored_tiers(self.plan.tiers),
            holidays_until=unsettled_holidays(
                state.problem.school_holidays, work.period.days[1]
            ),
            rules_change=state.rules_change,
        )


def _without(state: Consultations, period: Period, alone: Unanswered) -> WithoutDate:
    request = state.problem.requests[alone.request]
    return WithoutDate(
        UUID(request.kindergarten),
        None,
        first_day_of(period.first),
        int(alone.request.rpartition("/")[2]),
        [
            RefusedDay(date.fromordinal(request.first_day), each.rule, dict(each.facts))
            for each in alone.refusals
        ],
    )
