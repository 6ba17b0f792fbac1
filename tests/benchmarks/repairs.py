"""A week that is published, and then somebody else calls in sick.

The town and its flu morning are those of a stored week. The week is planned and
published by the product's own use cases; then the substitute with most children to
look after reports herself sick until Wednesday: her own children need somebody, and
those she was to take as well.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from service.db.store import Store
from service.db.tables.people import Person
from service.db.tables.publications import Assignment
from service.domain.actor import Actor
from service.use_cases.report_absence import ReportAbsence, report_absence
from tests.benchmarks.weeks import Week, imported, read_week
from tests.service.planning.run import counsellor, publish

SICK_DAYS = 3


def repair_week(store: Store, childminders: int, absent: int, seed: int) -> Week:
    """The published week after one more sick call; only the reading is timed."""
    tenant_id, monday = imported(store, childminders, absent, seed)
    last_day = monday + timedelta(days=6)
    planner = counsellor(tenant_id)
    publish(store, planner, monday, last_day)
    person = _most_asked(store, planner)
    command = ReportAbsence(person, monday, _wednesday(monday))
    report_absence(store, planner, command)
    return read_week(store, tenant_id, monday, last_day)


def _wednesday(monday: date) -> date:
    return monday + timedelta(days=SICK_DAYS - 1)


def _most_asked(store: Store, actor: Actor) -> UUID:
    """Who has most published covers; of several the first by code."""
    with store.read(actor.tenant_id) as session:
        return session.scalars(
            select(Person.id)
            .join(Assignment, Assignment.person_id == Person.id)
            .group_by(Person.id, Person.code)
            .order_by(func.count(Assignment.id).desc(), Person.code)
            .limit(1)
        ).one()
