"""One session gets another day; the fewest other sessions move with it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.appointments import Written, changeable
from service.dates.numbers import key_of
from service.dates.solving import require_same, solve, tell_written
from service.dates.state import Dates, load_dates
from service.dates.views import Names
from service.dates.writing import write_dates
from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.actor import Actor
from service.errors import Conflict, NotFound
from service.i18n import translate
from service.jobs.computing import stored_tiers
from service.matching.months import Period, first_day_of, month_of
from service.scheduling.result import Scheduled
from service.scheduling.wanted import Move
from solver.matching.problem import CoachId, Month, RefusalOrigin
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.sessions.explanation.sentences import sentence
from solver.sessions.index import SessionIndex
from solver.sessions.parts import part_of
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import (
    RefusedDate,
    SessionKey,
    SessionProblem,
    Visit,
    days_of,
)
from solver.sessions.rules.moved import FewMoved
from solver.sessions.rules.unplaced import Placed
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class MoveWork:
    """A session to be moved among all of its coach, as of one moment."""

    move: Move
    dates: Dates
    key: SessionKey
    taken_at: datetime

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> "FoundMove | None":
        """The best dates with another day; ``None`` if the run was stopped."""
        found = self.found(limits, progress, should_stop)
        return None if should_stop() else found

    def found(
        self,
        limits: SolveLimits,
        progress: ProgressCallback | None = None,
        should_stop: StopCheck | None = None,
    ) -> "FoundMove":
        """The best dates with another day that were found in time."""
        problem = _without_today(self.dates, self.key, self.move.day)
        plan = solve(self.dates, problem, limits, should_stop, progress)
        return FoundMove(self, plan)


@dataclass(frozen=True, slots=True)
class FoundMove:
    """The new day of a session, for the state it was found on."""

    work: MoveWork
    plan: SessionPlan

    @property
    def fewest(self) -> bool:
        """Whether it is proven that fewer others cannot move for it."""
        decisive = (Placed.info.id, FewMoved.info.id)
        return all(tier.proven for tier in self.plan.tiers if tier.id in decisive)

    def apply(
        self, session: Session, actor: Actor, now: datetime
    ) -> tuple[Visit, Written[CoachingSession]]:
        """The session stands on its new day; it, and all rows that changed.

        Raises
        ------
        Conflict
            If no other day is possible, or something changed meanwhile.
        """
        work = self.work
        dates, key = _asked(session, work.move, work.taken_at)
        require_same(work.dates.problem, dates.problem)
        placed = {visit.session: visit for visit in self.plan.assignments}
        if key not in placed:
            raise Conflict(_why(session, actor, work, self.plan))
        coach = CoachId(str(dates.engagements[key.engagement].coach_id))
        own = _of_coach(dates, coach)
        written = write_dates(session, own, self.plan.assignments, now)
        tell_written(session, actor, "move_session", written, now)
        return placed[key], written

    def write(self, session: Session, actor: Actor, now: datetime) -> Scheduled:
        """The session stands on its new day.

        Raises
        ------
        Conflict
            If no other day is possible, or something changed meanwhile.
        """
        _, written = self.apply(session, actor, now)
        return Scheduled(
            added=len(written.added),
            moved=len(written.moved),
            cancelled=len(written.cancelled),
            kept=len(self.plan.assignments) - len(written.added) - len(written.moved),
            without_date=(),
            without_way=(),
            tiers=stored_tiers(self.plan.tiers),
        )


def take_move(session: Session, move: Move, now: datetime) -> MoveWork:
    """A session to be moved, with everything its dates depend on.

    Raises
    ------
    NotFound
        If there is no such session.
    Conflict
        If it is confirmed, held or over.
    """
    dates, key = _asked(session, move, now)
    return MoveWork(move, dates, key, now)


def _asked(session: Session, move: Move, now: datetime) -> tuple[Dates, SessionKey]:
    """The dates of the session's year, and which session is meant."""
    row = session.scalars(
        select(CoachingSession).where(CoachingSession.id == move.session_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    engagement = session.get_one(Engagement, (row.tenant_id, row.engagement_id))
    key = key_of(engagement, row.number)
    first = month_of(row.day)
    period = Period(first, Month(first - first % 12 + 11))
    dates = load_dates(session, period, now)
    open_ = {visit.session for visit in dates.problem.published}
    if not changeable(row) or key not in open_:
        raise Conflict(
            "Dieser Termin steht fest, ist vorbei oder abgesagt; verlegen lässt sich"
            " nur ein künftiger, noch nicht bestätigter Termin."
        )
    _require_own_month(move, key)
    return dates, key


def _without_today(dates: Dates, key: SessionKey, day: date | None) -> SessionProblem:
    """The coach's part of the problem in which the session may not stay.

    What has no date yet gets none by the way: the plan of all does that.
    """
    coach = CoachId(str(dates.engagements[key.engagement].coach_id))
    part = part_of(dates.problem, coach)
    present = dates.stored[key].day.toordinal()
    wanted = None if day is None else day.toordinal()
    refused = tuple(
        RefusedDate(key, Day(number), RefusalOrigin.COORDINATOR)
        for number in days_of(key.month)
        if (number == present if wanted is None else number != wanted)
    )
    standing = {visit.session for visit in (*part.published, *part.fixed)}
    idle = tuple(
        RefusedDate(other, Day(number), RefusalOrigin.COORDINATOR)
        for other in SessionIndex(part).sessions
        if other not in standing
        for number in days_of(other.month)
    )
    return replace(part, refused=(*part.refused, *refused, *idle))


def _of_coach(dates: Dates, coach: CoachId) -> Dates:
    """The same dates, as far as the coach's sessions go."""
    part = part_of(dates.problem, coach)
    stored = {k: r for k, r in dates.stored.items() if k.engagement in part.engagements}
    return replace(dates, problem=part, stored=stored)


def _why(session: Session, actor: Actor, work: MoveWork, plan: SessionPlan) -> str:
    """What keeps the session from the day that was asked for, or from all others."""
    names = Names(session, actor, work.dates).by_id
    alone = next(found for found in plan.unplaced if found.session == work.key)
    wanted = work.move.day
    # Of other days "date-refused" is our own word, see ``_without_today``.
    told = [
        sentence(refused.rule, refused.facts, names, translate)
        for refused in alone.refusals
        if (
            refused.rule != "date-refused"
            if wanted is None
            else refused.day == wanted.toordinal()
        )
    ]
    reasons = " ".join(dict.fromkeys(told[:3]))
    said = translate("Dafür gibt es in diesem Monat keinen anderen Tag.")
    if wanted is not None:
        said = translate("Am {day} geht es nicht.").format(day=f"{wanted:%d.%m.%Y}")
    return f"{said} {reasons}".strip()


def _require_own_month(move: Move, key: SessionKey) -> None:
    """Pass where no day is asked for, or one of the month the session belongs to."""
    if move.day is None or month_of(move.day) == key.month:
        return
    own = first_day_of(key.month)
    raise Conflict(
        f"Dieser Termin gehört in den Monat {own:%m/%Y}; in einen anderen lässt er sich"
        " nicht verlegen."
    )
