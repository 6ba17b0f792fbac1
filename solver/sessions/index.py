"""Fast questions about a dates problem, answered from tables built once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from solver.facts import iso
from solver.matching.problem import CoachId, KindergartenId, Pair, RefusalOrigin
from solver.sessions.problem import (
    Coach,
    Engagement,
    Kindergarten,
    ProgrammeDay,
    Session,
    SessionKey,
    SessionProblem,
    Visit,
    Window,
    month_of,
    sessions_of,
)
from solver.sessions.ways import shortest_ways
from solver.slots import DAYS_PER_WEEK, Day, Slot, merged, subtracted, weekday

#: A session, or the day of one that stands before or after those planned.
End = SessionKey | Day
#: Everything that rules about a time of day look at; see ``rules``.
Scene = tuple[
    CoachId,
    KindergartenId,
    int,
    tuple[tuple[Slot, ...], tuple[Slot, ...]],
    tuple[tuple[Slot, ...], tuple[Slot, ...], tuple[Slot, ...]],
]


def day_at(dates: Mapping[SessionKey, Visit], end: End) -> Day | None:
    """When it is: by the dates of sessions, or as it stands; ``None`` without date."""
    if not isinstance(end, SessionKey):
        return end
    visit = dates.get(end)
    return None if visit is None else visit.day


class SessionIndex:
    """A problem with its tables."""

    def __init__(self, problem: SessionProblem) -> None:
        self.problem = problem
        self._windows: dict[tuple[Window, ...], tuple[tuple[Slot, ...], ...]] = {}
        self._free: dict[tuple[CoachId, Day], tuple[Slot, ...]] = {}

    @cached_property
    def sessions(self) -> dict[SessionKey, Session]:
        """Every session of every engagement, in order."""
        return {
            session.key: session
            for engagement in self.problem.engagements.values()
            for session in sessions_of(engagement)
        }

    @cached_property
    def chains(self) -> dict[Pair, tuple[Session, ...]]:
        """Sessions of each coach and kindergarten, one after another.

        Whatever they have agreed on, in one engagement or in several.
        """
        found: dict[Pair, list[Session]] = defaultdict(list)
        for session in self.sessions.values():
            found[self.pair(session.key)].append(session)
        return {
            pair: tuple(sorted(chain, key=lambda s: (s.key.month, s.key)))
            for pair, chain in found.items()
        }

    @cached_property
    def around(self) -> dict[Pair, tuple[Day, ...]]:
        """Days on which the same two meet before or after what is planned, sorted."""
        found: dict[Pair, list[Day]] = defaultdict(list)
        for standing in sorted(self.problem.around):
            found[standing.coach, standing.kindergarten].append(standing.day)
        return {pair: tuple(days) for pair, days in found.items()}

    @cached_property
    def links(self) -> tuple[tuple[Engagement, End, End], ...]:
        """What follows what, month after month: two sessions, or one and what stands.

        With each the engagement whose rhythm counts. Where a month lies between, there
        is no rhythm.
        """
        return tuple(link for pair in self.chains for link in self._links_of(pair))

    def _links_of(self, pair: Pair) -> Iterator[tuple[Engagement, End, End]]:
        chain = self.chains[pair]
        standing: dict[int, list[Day]] = defaultdict(list)
        for day in self.around.get(pair, ()):
            standing[month_of(day)].append(day)
        for before, session, after in zip(
            (None, *chain), chain, (*chain[1:], None), strict=False
        ):
            month = session.key.month
            if before is not None and month - before.key.month <= 1:
                yield before.engagement, before.key, session.key
            elif standing[month - 1]:
                yield session.engagement, standing[month - 1][-1], session.key
            ends = after is None or after.key.month - month > 1
            if ends and standing[month + 1]:
                yield session.engagement, session.key, standing[month + 1][0]

    def engagement(self, key: SessionKey) -> Engagement:
        """Whose session it is."""
        return self.problem.engagements[key.engagement]

    def pair(self, key: SessionKey) -> Pair:
        """Coach and kindergarten of a session."""
        engagement = self.engagement(key)
        return engagement.coach, engagement.kindergarten

    def whose(self, key: SessionKey, day: Day) -> dict[str, int | str]:
        """Coach, kindergarten and a day as facts."""
        engagement = self.engagement(key)
        return {
            "coach": engagement.coach,
            "kindergarten": engagement.kindergarten,
            "day": iso(day),
        }

    def coach(self, key: SessionKey) -> Coach:
        """Who comes."""
        return self.problem.coaches[self.engagement(key).coach]

    def kindergarten(self, key: SessionKey) -> Kindergarten:
        """Who is visited."""
        return self.problem.kindergartens[self.engagement(key).kindergarten]

    @cached_property
    def fixed_of(self) -> dict[SessionKey, Visit]:
        """The date of each session that stands."""
        return {visit.session: visit for visit in self.problem.fixed}

    @cached_property
    def published_of(self) -> dict[SessionKey, Visit]:
        """What people have in their calendars of sessions that are still open."""
        return {
            visit.session: visit
            for visit in self.problem.published
            if visit.session not in self.fixed_of
        }

    @cached_property
    def open(self) -> tuple[Session, ...]:
        """Sessions that need a date, in stable order."""
        return tuple(
            session
            for key, session in self.sessions.items()
            if key not in self.fixed_of
        )

    @cached_property
    def open_of(self) -> dict[CoachId, tuple[Session, ...]]:
        """Open sessions of each coach that has any."""
        found: dict[CoachId, list[Session]] = defaultdict(list)
        for session in self.open:
            found[session.engagement.coach].append(session)
        return {coach: tuple(sessions) for coach, sessions in found.items()}

    @cached_property
    def fixed_on(self) -> dict[tuple[CoachId, Day], tuple[Visit, ...]]:
        """Fixed visits of each coach and day that has any."""
        return self.on_days(self.problem.fixed)

    def on_days(
        self, visits: Iterable[Visit]
    ) -> dict[tuple[CoachId, Day], tuple[Visit, ...]]:
        """Visits by coach and day."""
        found: dict[tuple[CoachId, Day], list[Visit]] = defaultdict(list)
        for visit in visits:
            found[self.coach(visit.session).id, visit.day].append(visit)
        return {key: tuple(visits) for key, visits in found.items()}

    @cached_property
    def programme_days(self) -> dict[Day, ProgrammeDay]:
        """The first thing the programme has on a day."""
        found: dict[Day, ProgrammeDay] = {}
        for programme_day in self.problem.programme_days:
            found.setdefault(programme_day.day, programme_day)
        return found

    @cached_property
    def refused(self) -> dict[tuple[SessionKey, Day], RefusalOrigin]:
        """Who first refused each date that is refused."""
        found: dict[tuple[SessionKey, Day], RefusalOrigin] = {}
        for date in self.problem.refused:
            found.setdefault((date.session, date.day), date.origin)
        return found

    def on_other_weekday(self, session: SessionKey, day: Day) -> bool:
        """Whether the kindergarten prefers other weekdays than this day's."""
        wanted = self.kindergarten(session).preferred_weekdays
        return bool(wanted) and weekday(day) not in wanted

    @cached_property
    def _ways(self) -> dict[CoachId, dict[tuple[str, str], int]]:
        return {coach: shortest_ways(self.problem, coach) for coach in self._houses}

    @cached_property
    def _houses(self) -> set[CoachId]:
        return {e.coach for e in self.problem.engagements.values()}

    def way(self, coach: CoachId, house: KindergartenId) -> int:
        """From home to a kindergarten, or back [min]."""
        return self._ways[coach]["", house]

    def between(
        self, coach: CoachId, one: KindergartenId, other: KindergartenId
    ) -> int:
        """From one kindergarten to another, home at the latest by the way [min]."""
        return 0 if one == other else self._ways[coach][one, other]

    def windows(self, coach: CoachId, day: Day) -> tuple[Slot, ...]:
        """When a coach is out on this day of the week, disjoint and sorted."""
        return self._of_week(self.problem.coaches[coach].windows)[weekday(day)]

    def opening(self, house: KindergartenId, day: Day) -> tuple[Slot, ...]:
        """When a kindergarten is open on this day of the week, disjoint and sorted."""
        return self._of_week(self.problem.kindergartens[house].opening)[weekday(day)]

    def free(self, coach: CoachId, day: Day) -> tuple[Slot, ...]:
        """A coach's windows without what else she has, disjoint and sorted."""
        found = self._free.get((coach, day))
        if found is None:
            one = self.problem.coaches[coach]
            taken = (*one.busy.get(day, ()), *one.out.get(day, ()))
            found = subtracted(self.windows(coach, day), taken)
            self._free[coach, day] = found
        return found

    def scene(self, session: Session, day: Day) -> Scene:
        """What decides at which times of a day a session may be."""
        coach, house = session.engagement.coach, session.engagement.kindergarten
        return (
            coach,
            house,
            session.minutes,
            (self.windows(coach, day), self.opening(house, day)),
            (
                self.problem.coaches[coach].busy.get(day, ()),
                self.problem.coaches[coach].out.get(day, ()),
                self.problem.kindergartens[house].busy.get(day, ()),
            ),
        )

    def _of_week(self, windows: tuple[Window, ...]) -> tuple[tuple[Slot, ...], ...]:
        found = self._windows.get(windows)
        if found is None:
            found = tuple(
                merged(w.slot for w in windows if w.weekday == number)
                for number in range(DAYS_PER_WEEK)
            )
            self._windows[windows] = found
        return found
