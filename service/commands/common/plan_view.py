"""A proposal as the terminal shows it: names of staff, codes of children."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.store import Store
from service.db.tables.children import Child
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.planning import Proposal
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import ProposalState
from service.i18n import translate as _
from service.i18n import translate_sentence
from service.planning.proposal_rows import gaps_of, items_of
from service.planning.unknown_numbers import UnknownNumber, unknown_numbers
from service.snapshot.clock_changes import clock_changes
from solver.rule import RuleId
from solver.slots import Clocks, Day
from solver.substitution.explanation.reasons import sentence


@dataclass(frozen=True, slots=True)
class Refused:
    """Why one person could not: the rule and its sentence."""

    person: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """A child is with somebody on some days, always at the same time."""

    id: UUID
    child: str
    days: tuple[date, ...]
    start_minute: int
    end_minute: int
    absent: str
    person: str
    place: str
    at_home: bool
    model: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenTime:
    """Minutes nobody takes, on days with the same time and reasons."""

    id: UUID
    child: str
    days: tuple[date, ...]
    start_minute: int
    end_minute: int
    absent: str
    refusals: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class TierView:
    """A wish: what was reached, and what is proven that nothing can beat."""

    id: str
    unit: str
    value: int
    bound: int
    proven: bool
    conditional: bool


@dataclass(frozen=True, slots=True)
class PlanView:
    """All of a proposal that a counsellor looks at."""

    id: UUID
    state: ProposalState
    first_day: date
    last_day: date
    failure: str
    moves: tuple[Move, ...]
    gaps: tuple[OpenTime, ...]
    tiers: tuple[TierView, ...]
    not_checked: tuple[str, ...]
    unknown_numbers: tuple[UnknownNumber, ...]
    #: Child-minutes that somebody takes, and that nobody does, as long as they are.
    covered_minutes: int
    open_minutes: int


def plan_view(store: Store, actor: Actor, proposal_id: UUID) -> PlanView:
    """Read a proposal with all its reasons.

    Raises
    ------
    NotPermitted, NotFound
        If it is not the actor's to read.
    """
    with store.read(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        names = Names(session)
        moves, gaps = (
            _moves(session, proposal_id, names),
            _gaps(session, proposal_id, names),
        )
        clocks = _clocks(session, proposal)
        return PlanView(
            id=proposal.id,
            state=proposal.state,
            first_day=proposal.first_day,
            last_day=proposal.last_day,
            failure=translate_sentence(proposal.failure),
            moves=moves,
            gaps=gaps,
            tiers=tuple(TierView(**tier) for tier in proposal.tiers),
            not_checked=tuple(proposal.not_checked),
            unknown_numbers=unknown_numbers(proposal.rule_profile),
            covered_minutes=_minutes(clocks, moves),
            open_minutes=_minutes(clocks, gaps),
        )


def _clocks(session: Session, proposal: Proposal) -> Clocks:
    zone = session.scalars(select(Tenant.time_zone)).one()
    return Clocks(clock_changes(proposal.first_day, proposal.last_day, zone))


def _minutes(clocks: Clocks, rows: Sequence[Move | OpenTime]) -> int:
    """How long rows really are, on all of their days."""
    return sum(
        clocks.of(Day(day.toordinal())).between(row.start_minute, row.end_minute)
        for row in rows
        for day in row.days
    )


class Names:
    """Staff by name, children by code, places by name or street."""

    def __init__(self, session: Session) -> None:
        codes = session.execute(select(Child.id, Child.code))
        self.children = dict(codes.all())
        self.persons = {
            key: f"{given} {family}".strip()
            for key, given, family in session.execute(
                select(Person.id, Person.given_name, Person.family_name)
            )
        }
        homes = session.execute(select(Person.id, Person.home_place_id))
        self.homes = dict(homes.all())
        self.places = {
            key: name or street or code
            for key, name, street, code in session.execute(
                select(Place.id, Place.name, Place.street, Place.code)
            )
        }

    def all(self) -> dict[str, str]:
        """Names by the text of the id, as sentences ask for them."""
        return {
            str(key): name
            for table in (self.children, self.persons, self.places)
            for key, name in table.items()
        }


def _moves(session: Session, proposal_id: UUID, names: Names) -> tuple[Move, ...]:
    single = [
        Move(
            id=item.id,
            child=names.children[item.child_id],
            days=(item.day,),
            start_minute=item.start_minute,
            end_minute=item.end_minute,
            absent=names.persons[item.absent_person_id],
            person=names.persons[item.person_id],
            place=names.places[item.place_id],
            at_home=names.homes.get(item.person_id) == item.place_id,
            model=item.model.value,
            facts=dict(item.facts),
        )
        for item in items_of(session, proposal_id)
    ]
    same = attrgetter(
        "absent", "child", "start_minute", "end_minute", "person", "place", "model"
    )
    return tuple(
        Move(
            id=first.id,
            child=first.child,
            days=tuple(move.days[0] for move in run),
            start_minute=first.start_minute,
            end_minute=first.end_minute,
            absent=first.absent,
            person=first.person,
            place=first.place,
            at_home=first.at_home,
            model=first.model,
            facts=_over_days(run),
        )
        for run in _runs(single, same)
        if (first := run[0])
    )


def _over_days(run: Sequence[Move]) -> Mapping[str, Any]:
    """Facts of the run: the most places taken, the fewest others possible."""
    facts = dict(run[0].facts)
    for name, pick in (("present", max), ("others", min)):
        if name in facts:
            facts[name] = pick(move.facts[name] for move in run if name in move.facts)
    return facts


def _gaps(session: Session, proposal_id: UUID, names: Names) -> tuple[OpenTime, ...]:
    by_id = names.all()
    single = [
        OpenTime(
            id=gap.id,
            child=names.children[gap.child_id],
            days=(gap.day,),
            start_minute=gap.start_minute,
            end_minute=gap.end_minute,
            absent=names.persons[gap.absent_person_id],
            refusals=tuple(_refused(refusal, by_id) for refusal in gap.refusals),
        )
        for gap in gaps_of(session, proposal_id)
    ]
    same = attrgetter("absent", "child", "start_minute", "end_minute")
    return tuple(
        OpenTime(
            id=first.id,
            child=first.child,
            days=tuple(gap.days[0] for gap in run),
            start_minute=first.start_minute,
            end_minute=first.end_minute,
            absent=first.absent,
            refusals=first.refusals,
        )
        for run in _runs(single, same)
        if (first := run[0])
    )


def _refused(refusal: Mapping[str, Any], names: Mapping[str, str]) -> Refused:
    text = sentence(RuleId(refusal["rule"]), refusal["facts"], names, _)
    person = names.get(refusal["person"], refusal["person"])
    return Refused(person, refusal["rule"], text)


def _runs(rows: Sequence[Any], same: Callable[[Any], Any]) -> list[list[Any]]:
    # rows are moves or open times alike; ``same`` is an attrgetter, which is untyped
    ordered = sorted(rows, key=lambda row: (*same(row), row.days))
    return [list(run) for _, run in groupby(ordered, key=same)]
