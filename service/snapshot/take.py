"""Taking a snapshot: read the state, decide what it speaks of, give it codes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.tenancy import Tenant
from service.errors import InputFault, InvalidInput, NotFound
from service.profiles import PlanningRules
from service.snapshot.areas import load_areas
from service.snapshot.assemble import assemble
from service.snapshot.assumption import AS_STORED, Assumption
from service.snapshot.codes import order_key
from service.snapshot.horizon import LOOK_BACK_DAYS, MAX_DAYS, Horizon
from service.snapshot.numbers import is_limited, number_of
from service.snapshot.pseudonyms import make_pseudonyms
from service.snapshot.rules import rules_for
from service.snapshot.scope import scope_of
from service.snapshot.snapshot import Snapshot
from service.snapshot.state import State, load_state
from service.travel import EstimatedTravelTimes, TravelTimes

_ESTIMATED = EstimatedTravelTimes()


def take_snapshot(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    now: datetime,
    area: UUID | None = None,
    travel: TravelTimes = _ESTIMATED,
) -> Snapshot:
    """The stored state of a tenant as a pseudonymous problem.

    Parameters
    ----------
    session
        Of the tenant, in a transaction that sees one moment.
    first_day, last_day
        Days to plan, both inclusive.
    now
        The instant, aware: what began before is fixed.
    area
        Only needs at places within it are planned; cover of the others is a fact.
    travel
        Answers ways in minutes.

    Raises
    ------
    InvalidInput
        If the days are in the wrong order, too many, or the rules change within.
    NotFound
        If there is no such area.
    """
    state = read_state(session, (first_day, last_day), now, area)
    return snapshot_of(state, tenant_name(session), travel)


def read_state(
    session: Session,
    days: tuple[date, date],
    now: datetime,
    area: UUID | None = None,
    assumption: Assumption = AS_STORED,
) -> State:
    """The rows that the days from the first to the last are planned from.

    Raises
    ------
    InvalidInput, NotFound
        As ``take_snapshot`` does.
    """
    first_day, last_day = days
    check_days(first_day, last_day)
    areas = load_areas(session)
    if area is not None and area not in areas.rows:
        raise NotFound
    tenant = session.execute(select(Tenant.land, Tenant.time_zone)).one()
    rules = rules_for(session, tenant.land, days, areas, area)
    horizon = Horizon(
        first_day,
        last_day,
        tenant.land,
        now,
        tenant.time_zone,
        rules.open_end.working_days,
        _look_back_days(rules),
    )
    return load_state(session, horizon, areas, rules, area, assumption)


def tenant_name(session: Session) -> str:
    """Name of the tenant: it salts the order of the codes."""
    return session.execute(select(Tenant.name)).scalar_one()


def _look_back_days(rules: PlanningRules) -> int:
    """As far as a run of absence is followed, and as long as substitution may last."""
    if not is_limited(rules.profile, "longest-duration"):
        return LOOK_BACK_DAYS
    most = number_of(rules.profile, "longest-duration", "max_days")
    return max(LOOK_BACK_DAYS, most)


def snapshot_of(state: State, tenant: str, travel: TravelTimes) -> Snapshot:
    """The state with codes in place of ids."""
    scope = scope_of(state)
    codes = make_pseudonyms(
        order_key(tenant),
        {row: state.children[row].code for row in scope.children},
        {row: state.people[row].code for row in scope.persons},
        {row: state.places[row].code for row in scope.places},
    )
    return Snapshot(
        problem=assemble(state, scope, codes, travel),
        pseudonyms=codes,
        standing=state.standing.as_stored(),
        rules=state.rules,
        needs=state.needs,
        all_needs=state.all_needs,
        facts=state.fixed.facts,
        links=state.links,
    )


def check_days(first_day: date, last_day: date) -> None:
    """Refuse days in the wrong order or too many of them.

    Raises
    ------
    InvalidInput
        With the fault at ``last_day``.
    """
    if last_day < first_day:
        raise InvalidInput(
            "Der letzte Tag liegt vor dem ersten; bitte die Tage tauschen.",
            [InputFault("/last_day", "Liegt vor dem ersten Tag.", "order")],
        )
    if (last_day - first_day).days >= MAX_DAYS:
        raise InvalidInput(
            f"Geplant werden höchstens {MAX_DAYS} Tage auf einmal; bitte den Zeitraum"
            " teilen.",
            [InputFault("/last_day", f"Mehr als {MAX_DAYS} Tage.", "too-many-days")],
        )
