"""Rows of a programme as the solver's problem, every id replaced by its code."""

from collections.abc import Container, Iterator
from datetime import timedelta
from operator import itemgetter
from uuid import UUID

from service.domain.kinds import EngagementState, RefusalOrigin
from service.matching.accounts import Accounts, even
from service.matching.codes import MatchingCodes
from service.matching.months import first_day_of
from service.matching.people import CoachRow, KindergartenRow
from service.matching.standing import EngagementRow
from service.matching.state import ProgrammeState
from service.matching.ways import Roads, ways_over_time
from solver.matching import problem as parts
from solver.matching.problem import Month

#: A load is compared in shares of a coach's usual month; one without hours (on leave,
#: say) is measured by a small engagement. Her months are told one by one and bind.
LEAST_USUAL_MINUTES = 120


class Assembly:
    """Turns a programme into a problem; the same state and codes give the same one."""

    def __init__(self, state: ProgrammeState, codes: MatchingCodes) -> None:
        self._state = state
        self._codes = codes
        self._ways = ways_over_time(
            state.coaches.values(), state.kindergartens.values(), state.trips
        )
        self._first_month = int(state.period.first)
        self._accounts = Accounts(state, self._ways)
        self._taken = self._accounts.taken_minutes()
        self._beside = self._accounts.kindergartens_beside()

    def problem(self) -> parts.MatchingProblem:
        """Everything the matching depends on, in the order of the codes."""
        wanted = self._kindergartens()
        fixed = (self._fixed(row) for row in self._state.fixed.values())
        return parts.MatchingProblem(
            coaches=self._coaches(),
            kindergartens=wanted,
            counties=self._counties(),
            ways=self._pairs(self._first_month, wanted),
            conflicts=tuple(c for c in self._conflicts() if c.kindergarten in wanted),
            refused=tuple(r for r in self._refused() if r.kindergarten in wanted),
            fixed=tuple(sorted(fixed, key=lambda found: found.kindergarten)),
            ways_from={
                Month(month): self._pairs(month, wanted)
                for month in self._ways.first_months(self._months_planned)
            },
        )

    @property
    def _months_planned(self) -> range:
        return range(self._first_month, self._state.period.last + 1)

    def _pairs(
        self, month: int, wanted: Container[parts.KindergartenId]
    ) -> dict[parts.Pair, parts.Way]:
        """The ways of a month."""
        codes = self._codes
        found = {
            (codes.coaches[coach], codes.kindergartens[key]): way
            for coach, key in self._ways.since[0][1]
            if codes.kindergartens[key] in wanted
            and (way := self._ways.in_month(month, (coach, key)))
        }
        return dict(sorted(found.items(), key=itemgetter(0)))

    def _conflicts(self) -> Iterator[parts.Conflict]:
        codes = self._codes
        found = sorted(
            (codes.coaches[coach], codes.kindergartens[key], kind)
            for (coach, key), kind in self._state.conflicts
        )
        return (parts.Conflict(*conflict) for conflict in found)

    def _coaches(self) -> dict[parts.CoachId, parts.Coach]:
        found = {
            code: self._coach(key, code, self._state.coaches[key])
            for key, code in self._codes.coaches.items()
        }
        return dict(sorted(found.items()))

    def _coach(self, key: UUID, code: parts.CoachId, coach: CoachRow) -> parts.Coach:
        row = coach.row
        months = {
            Month(month): max(
                0, coach.minutes(month) - self._taken.get((key, month), 0)
            )
            for month in self._months_planned
        }
        limit = row.max_kindergartens
        if limit is None:
            limit = self._state.rules.coach_limit.max_kindergartens
        usual = max(row.monthly_minutes, LEAST_USUAL_MINUTES)
        fees = {m: even(coach.fee.in_month(m)) for m in self._months_planned}
        return parts.Coach(
            id=code,
            monthly_minutes=usual,
            fee_cents_per_hour=fees[self._first_month],
            max_way_minutes=self._longest_way(coach, self._first_month),
            max_kindergartens=limit,
            topics=dict(sorted(coach.topics.items())),
            languages=coach.languages,
            experience_years=row.experience_years,
            stages=frozenset(parts.Stage(stage) for stage in coach.stages),
            minutes_by_month={
                month: minutes for month, minutes in months.items() if minutes != usual
            },
            history_minutes=self._accounts.history_minutes(key),
            other_kindergartens={
                Month(month): count
                for (coach, month), count in sorted(self._beside.items())
                if coach == key
            },
            max_way_by_month=self._longest_ways(coach),
            fee_by_month={
                Month(month): fee
                for month, fee in fees.items()
                if fee != fees[self._first_month]
            },
        )

    def _longest_ways(self, coach: CoachRow) -> dict[Month, int]:
        """The longest way of months in which it is other than in the first."""
        usual = self._longest_way(coach, self._first_month)
        found = (
            (Month(month), self._longest_way(coach, month))
            for month in self._months_planned
        )
        return {m: most for m, most in found if most is not None and most != usual}

    def _longest_way(self, coach: CoachRow, month: int) -> int | None:
        """Minutes of the radius: more of them, too, where ways are reckoned slower."""
        days = first_day_of(month), first_day_of(month + 1) - timedelta(days=1)
        limits = (
            Roads(trips).longest_way(coach) for trips in self._state.trips.within(*days)
        )
        return max((limit for limit in limits if limit is not None), default=None)

    def _kindergartens(self) -> dict[parts.KindergartenId, parts.Kindergarten]:
        found = {}
        for key, code in self._codes.kindergartens.items():
            row = self._state.kindergartens[key]
            months = self._months(row)
            if months:
                found[code] = self._kindergarten(code, row, months)
        return dict(sorted(found.items()))

    def _months(self, kindergarten: KindergartenRow) -> range:
        """Months to plan, else those of the engagement that stands."""
        period, id_ = self._state.period, kindergarten.row.id
        fixed = self._state.fixed.get(id_)
        if fixed is None:
            return self._state.open_months.get(id_, range(0))
        first, last = int(period.first), int(period.last)
        return range(max(first, fixed.first), min(last, fixed.last) + 1)

    def _kindergarten(
        self, code: parts.KindergartenId, kindergarten: KindergartenRow, months: range
    ) -> parts.Kindergarten:
        row = kindergarten.row
        fixed = self._state.fixed.get(row.id)
        return parts.Kindergarten(
            id=code,
            county=self._codes.counties[row.area_id],
            stage=row.stage,
            first_month=Month(months[0]),
            last_month=Month(months[-1]),
            min_half_hours=row.min_half_hours,
            wished_half_hours=row.wished_half_hours,
            visits_per_month=(fixed or row).visits_per_month,
            topics=dict(sorted(kindergarten.topics.items())),
            languages=kindergarten.languages,
            last_coach=self._last_coach(kindergarten, months[0]),
        )

    def _last_coach(
        self, kindergarten: KindergartenRow, first_month: int
    ) -> parts.CoachId | None:
        """Who accompanied it last: by the engagements, else by the programme's list."""
        before = [
            row
            for row in self._state.standing.rows
            if row.kindergarten_id == kindergarten.row.id
            and row.state is not EngagementState.DECLINED
            and row.first <= row.held_until < first_month
        ]
        last = before[-1].coach_id if before else kindergarten.row.last_coach_id
        return self._codes.coaches.get(last) if last else None

    def _counties(self) -> dict[parts.CountyId, parts.County]:
        spent, budgets = self._accounts.spent_cents(), self._state.budgets
        found = {
            code: parts.County(
                code,
                max(0, budgets[key] - spent.get(key, 0)) if key in budgets else None,
            )
            for key, code in self._codes.counties.items()
        }
        return dict(sorted(found.items()))

    def _refused(self) -> Iterator[parts.RefusedPair]:
        """Who said no, and who declined what she was asked for."""
        refused = [(pair, origin) for pair, origin in self._state.refusals]
        refused += [
            ((row.coach_id, row.kindergarten_id), RefusalOrigin.COACH)
            for row in self._state.standing.declined
        ]
        codes = self._codes
        pairs = {
            (codes.coaches[coach], codes.kindergartens[key], origin)
            for (coach, key), origin in refused
        }
        return (parts.RefusedPair(*pair) for pair in sorted(pairs))

    def _fixed(self, row: EngagementRow) -> parts.Engagement:
        return parts.Engagement(
            kindergarten=self._codes.kindergartens[row.kindergarten_id],
            coach=self._codes.coaches[row.coach_id],
            half_hours=row.half_hours,
        )
