"""Normal weeks to measure the stress test on."""

from dataclasses import dataclass
from datetime import timedelta

from service.snapshot.normal_week import take_normal_week
from solver.profile import RuleProfile
from solver.stress.problem import StressProblem
from tests.benchmarks.instances import town_week
from tests.benchmarks.profile import the_profile
from tests.benchmarks.weeks import fresh_store, imported
from tests.solver.stress.build import normal_week

HERNE, BECKUM = 95, 47


@dataclass(frozen=True)
class TownWeek:
    """A normal week with the rules it is tested by."""

    name: str
    problem: StressProblem
    profile: RuleProfile


def stored_town(name: str, childminders: int, seed: int = 1) -> TownWeek:
    """A town of the product, read from a database."""
    with fresh_store() as store:
        tenant_id, monday = imported(store, childminders, 0, seed)
        with store.read(tenant_id) as session:
            week = take_normal_week(
                session,
                first_day=monday,
                last_day=monday + timedelta(days=6),
                now=store.clock.now(),
            )
    return TownWeek(name, week.problem, week.rules.profile)


def invented_town(name: str, childminders: int, seed: int = 1) -> TownWeek:
    """A denser town made in memory: more cooperations, more who know each other."""
    week = town_week(childminders, childminders, seed=seed)
    return TownWeek(name, normal_week(week), the_profile())


def towns(seed: int) -> list[TownWeek]:
    """Those that are measured."""
    return [
        stored_town("Herne-like", HERNE, seed),
        stored_town("Beckum-like", BECKUM, seed),
        invented_town("dense Herne-like", HERNE, seed),
    ]
