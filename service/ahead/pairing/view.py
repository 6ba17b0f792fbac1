"""A season's teams as one reader sees them: names where she may read them.

Hours are child-hours of a season, money cents.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.pairing.document import PairingDocument
from service.ahead.pairing.sentences import Speaker
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.i18n import translate as _
from service.studies.naming import Naming
from solver.pairing.audit import SENTENCES
from solver.pairing.explanation.teams import AloneReason, TeamReason
from solver.pairing.problem import PersonId
from solver.rule import RuleId
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody in a team; ``holds`` says that she holds a paid place for it."""

    code: str
    name: str
    holds: bool


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team, what its members' absences need and what it covers of that."""

    number: int
    kind: str
    members: tuple[MemberView, ...]
    floater: MemberView | None
    need_hours: int
    covered_hours: int
    nobody_left_hours: int
    cents: int
    longest_way_minutes: int
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class AloneView:
    """Somebody in no team, and what keeps her from her nearest colleagues."""

    code: str
    name: str
    need_hours: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One thing that would help, and by how many child-hours."""

    text: str
    gain_hours: int
    cents: int
    proven: bool


@dataclass(frozen=True, slots=True)
class TierView:
    """One goal: what is reached, and what nobody can beat."""

    id: str
    title: str
    unit: str
    value: int
    bound: int
    proven: bool


@dataclass(frozen=True, slots=True)
class PointView:
    """Where somebody's home lies, in degrees; only for who may read names."""

    code: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class PairingView:
    """The season, its teams, who is in none, what would help, what is proven."""

    first_day: date
    last_day: date
    people: int
    draws: int
    need_hours: int
    covered_hours: int
    budget_cents: int
    budget_origin: str
    cost_cents: int
    method: str
    unique: bool
    teams: tuple[TeamView, ...]
    alone: tuple[AloneView, ...]
    tiers: tuple[TierView, ...]
    changes: tuple[ChangeView, ...]
    changes_complete: bool
    changes_undecided: int
    together: tuple[str, ...]
    why: tuple[str, ...]
    points: tuple[PointView, ...]
    codes_only: bool


class Told:
    """Writes a document as a view for one reader."""

    def __init__(
        self, session: Session, document: PairingDocument, naming: Naming
    ) -> None:
        self._session = session
        self._document = document
        self._naming = naming
        self._speaker = Speaker(document, naming)

    def view(self) -> PairingView:
        """All of it."""
        document = self._document
        teams = tuple(
            self._team(number, reason)
            for number, reason in enumerate(document.teams, start=1)
        )
        return PairingView(
            first_day=date.fromordinal(document.first_day),
            last_day=date.fromordinal(document.last_day),
            people=document.people,
            draws=document.draws,
            need_hours=document.need_hours,
            covered_hours=sum(team.covered_hours for team in teams),
            budget_cents=document.budget_cents,
            budget_origin=document.budget_origin.value,
            cost_cents=sum(team.cents for team in teams),
            method=document.plan.method.value,
            unique=document.plan.unique,
            teams=teams,
            alone=tuple(self._alone(reason) for reason in document.alone),
            tiers=tuple(_tier(tier) for tier in document.plan.tiers),
            changes=tuple(
                ChangeView(
                    self._speaker.change(change),
                    change.gain_hours,
                    change.cents,
                    change.proven,
                )
                for change in document.changes
            ),
            changes_complete=document.explained,
            changes_undecided=document.undecided,
            together=self._speaker.together(),
            why=self._speaker.why(),
            points=self._points(),
            codes_only=self._naming.codes_only,
        )

    def _team(self, number: int, reason: TeamReason) -> TeamView:
        team = reason.team
        return TeamView(
            number=number,
            kind=self._speaker.kind(team),
            members=tuple(self._member(m, team.holders) for m in team.members),
            floater=self._member(team.floater, ()) if team.floater else None,
            need_hours=reason.need_hours,
            covered_hours=reason.covered_hours,
            nobody_left_hours=reason.nobody_left_hours,
            cents=reason.cents,
            longest_way_minutes=reason.longest_way_minutes,
            kept=reason.kept,
            reason=self._speaker.team(reason),
        )

    def _member(self, code: PersonId, holders: tuple[PersonId, ...]) -> MemberView:
        return MemberView(code, self._naming.name(code), code in holders)

    def _alone(self, reason: AloneReason) -> AloneView:
        return AloneView(
            reason.person,
            self._naming.name(reason.person),
            reason.need_hours,
            tuple(self._speaker.not_with(near) for near in reason.nearest),
        )

    def _points(self) -> tuple[PointView, ...]:
        """Homes on the map; like names they are told to who may read them."""
        homes = {
            row: (latitude, longitude)
            for row, latitude, longitude in self._session.execute(
                select(Person.id, Place.latitude, Place.longitude).join(
                    Place, Place.id == Person.home_place_id
                )
            )
        }
        people = [
            code for reason in self._document.teams for code in reason.team.people
        ]
        people += [reason.person for reason in self._document.alone]
        found = []
        for code in people:
            row = self._naming.rows.get(code) if code in self._naming.names else None
            latitude, longitude = homes.get(row, (None, None)) if row else (None, None)
            if latitude is not None and longitude is not None:
                found.append(PointView(code, latitude, longitude))
        return tuple(found)


def _tier(tier: TierResult) -> TierView:
    title = SENTENCES.infos[RuleId(tier.id)].title
    return TierView(tier.id, _(title), tier.unit, tier.value, tier.bound, tier.proven)
