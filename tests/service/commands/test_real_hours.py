"""Hours that are told of a night the clock changes: as many as there really were."""

from datetime import date

import pytest

from service.ahead.stress.document import Node, StressDocument
from service.ahead.stress.view import Told
from service.commands.common.plan_text import summary_lines
from service.commands.common.plan_view import plan_view
from service.db.tables.planning import Proposal, ProposalGap
from service.domain.kinds import ProposalState
from service.studies.naming import NOBODY
from solver.rule import RuleId
from solver.slots import Day
from solver.stress.result import Coverage, OpenTime, SingleAbsence, StressResult
from solver.substitution.problem import ChildId, NeedId, PersonId, PersonKind
from tests.service.planning.build import NOW, built
from tests.service.planning.run import counsellor
from tests.solver.build import hours

#: A Sunday an hour longer, a Sunday an hour shorter, a plain one.
SUNDAYS = {date(2026, 10, 25): 5, date(2027, 3, 28): 3, date(2026, 11, 8): 4}


@pytest.mark.parametrize(("day", "open_hours"), SUNDAYS.items())
def test_of_a_plan(store, tenant, day, open_hours):
    """One child from one to five, with nobody."""

    def make(build):
        proposal = build._add(
            Proposal(
                first_day=day, last_day=day, state=ProposalState.READY, created_at=NOW
            )
        )
        gap = ProposalGap(
            proposal_id=proposal.id,
            child_id=build.a_child().id,
            absent_person_id=build.a_childminder().id,
            day=day,
            start_minute=60,
            end_minute=300,
        )
        build._add(gap)
        return proposal.id

    view = plan_view(store, counsellor(tenant.id), built(store, tenant, make))
    assert view.open_minutes == open_hours * 60
    assert f"(0:00 von {open_hours}:00 h)" in " ".join(summary_lines(view, 80))


@pytest.mark.parametrize(("day", "open_hours"), SUNDAYS.items())
def test_of_a_stress_test(store, tenant, day, open_hours):
    number, anna = Day(day.toordinal()), PersonId("P1")
    minutes = open_hours * 60
    gap = OpenTime(NeedId("n"), ChildId("K1"), hours(1, 5), RuleId("availability"))
    result = StressResult(
        days=(number,),
        singles=(SingleAbsence(anna, number, minutes, minutes, minutes, (gap,)),),
        pairs=(),
        n1=Coverage(),
        n2=None,
        persons=(),
        districts=(),
        fragile=(),
        wave=None,
        unproven=0,
        evaluated=1,
    )
    document = StressDocument(result, (Node(anna, PersonKind.CHILDMINDER, ""),), ())
    with store.read(tenant.id) as session:
        (single,) = Told(session, document, NOBODY, {}).view().singles
    assert [gap.minutes for gap in single.gaps] == [minutes]
