"""Studies are asked for, computed once, read by who may, taken as files, forgotten."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from service.access import Scope
from service.db.tables.audit import AuditEvent
from service.db.tables.jobs import Job
from service.db.tables.studies import Study, StudyKey
from service.db.tables.tenancy import RuleOverride
from service.domain.actor import Actor
from service.domain.kinds import JobState, Role, StudyKind, StudyState
from service.domain.page import PageRequest
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted
from service.jobs.attempt import run_attempt
from service.jobs.contract import AttemptLost
from service.jobs.limits import JobLimits
from service.jobs.registry import handlers
from service.jobs.tidy import tidy
from service.settings import Settings
from service.use_cases.cancel_computation import cancel_study
from service.use_cases.export_study import export_picture, export_workbook
from service.use_cases.read_studies import list_studies, read_study
from service.use_cases.request_study import RequestStudy, request_study
from service.use_cases.run_study import run_study
from tests.service.planning.run import Control
from tests.service.studies.run import claimed, studied


def row_of(store, town, study_id):
    with store.read(town.tenant_id) as session:
        return session.get_one(Study, (town.tenant_id, study_id))


def test_a_request_waits_with_its_job(any_store, any_town):
    command = RequestStudy(StudyKind.STRESS, {"draws": 7})
    asked = request_study(any_store, any_town.actor, command)
    study = row_of(any_store, any_town, asked.study_id)
    with any_store.system_read() as session:
        job = session.get_one(Job, asked.job_id)
    assert (study.state, job.state) == (StudyState.QUEUED, JobState.QUEUED)
    assert study.parameters["draws"] == 7
    with any_store.write(any_town.tenant_id) as session:  # for the doctor
        session.delete(session.get_one(Study, (any_town.tenant_id, study.id)))


def test_a_result_is_stored_with_its_provenance_and_its_key_apart(any_store, any_town):
    study_id = studied(any_store, any_town.actor)
    study = row_of(any_store, any_town, study_id)
    with any_store.read(any_town.tenant_id) as session:
        assert session.scalars(select(StudyKey)).one().study_id == study_id
        assert session.scalars(select(Job)).one().state is JobState.DONE
        told = session.scalars(select(AuditEvent.action)).all()
    assert study.state is StudyState.READY
    assert len(study.problem_digest) == 64
    assert study.profile_revision
    assert study.as_of is not None
    assert told[-2:] == ["request_study", "finish_study"]


def test_the_same_state_gives_the_same_result(store, town):
    one, other = (studied(store, town.actor) for _ in range(2))
    first, second = row_of(store, town, one), row_of(store, town, other)
    assert first.result == second.result
    assert first.problem_digest == second.problem_digest
    another = row_of(store, town, studied(store, town.actor, seed=2))
    assert another.problem_digest == first.problem_digest


def test_names_are_told_to_who_plans_and_left_out_where_nobody_asks(store, town):
    study_id = studied(store, town.actor)
    named = read_study(store, town.actor, study_id).result
    coded = read_study(store, town.actor, study_id, named=False).result
    assert all(person.name.startswith("Test P") for person in named.persons)
    assert all(person.name == person.code for person in coded.persons)
    assert {p.code for p in named.persons} == {p.code for p in coded.persons}


def test_without_its_key_a_result_speaks_in_codes(store, town):
    study_id = studied(store, town.actor)
    with store.write(town.tenant_id) as session:
        session.delete(session.scalars(select(StudyKey)).one())
    found = read_study(store, town.actor, study_id).result
    assert all(person.name == person.code for person in found.persons)


@pytest.mark.parametrize(
    "role", [Role.CHILDMINDER, Role.GUARDIAN, Role.COORDINATOR, Role.COACH]
)
def test_who_does_not_plan_care_neither_asks_nor_reads(store, town, role):
    study_id = studied(store, town.actor)
    stranger = Actor(user_id=None, tenant_id=town.tenant_id, roles=frozenset({role}))
    for deed in (
        lambda: request_study(store, stranger, RequestStudy(StudyKind.STRESS)),
        lambda: read_study(store, stranger, study_id),
        lambda: list_studies(store, stranger, PageRequest()),
        lambda: cancel_study(store, {}, stranger, study_id),
        lambda: export_workbook(store, stranger, study_id, named=False),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_a_token_to_plan_asks_but_reads_nothing(store, town):
    narrow = replace(town.actor, scopes=frozenset({Scope.PLAN}))
    study_id, _ = claimed(store, narrow)
    with pytest.raises(NotPermitted):
        read_study(store, narrow, study_id)
    with store.write(town.tenant_id) as session:  # for the doctor
        session.delete(session.get_one(Study, (town.tenant_id, study_id)))


def test_bound_to_an_area_she_asks_for_it_and_sees_no_other(store, town):
    study_id = studied(store, town.actor)
    bound = replace(town.actor, area_ids=frozenset({uuid4()}))
    with pytest.raises(NotPermitted, match="Gebiet"):
        request_study(store, bound, RequestStudy(StudyKind.STRESS))
    with pytest.raises(NotFound):
        read_study(store, bound, study_id)
    assert list_studies(store, bound, PageRequest()).items == ()


@pytest.mark.parametrize(
    ("parameters", "pointer"),
    [
        ({"draws": -1}, "/parameters/draws"),
        ({"draws": 5_001}, "/parameters/draws"),
        ({"month": 13}, "/parameters/month"),
        ({"month": "Februar"}, "/parameters/month"),
        ({"week": "gestern"}, "/parameters/week"),
        ({"week": "2035-01-01"}, "/parameters/week"),
        ({"wochen": 3}, "/parameters/wochen"),
        ({"pairs": 1}, "/parameters/pairs"),
    ],
)
def test_parameters_are_refused_with_their_place(store, town, parameters, pointer):
    with pytest.raises(InvalidInput) as refused:
        request_study(store, town.actor, RequestStudy(StudyKind.STRESS, parameters))
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


@pytest.mark.parametrize("parameters", [{"draws": 0}, {"draws": 5_000}, {"month": 12}])
def test_parameters_at_their_limits_are_taken(store, town, parameters):
    command = RequestStudy(StudyKind.STRESS, parameters)
    asked = request_study(store, town.actor, command)
    with store.write(town.tenant_id) as session:  # for the doctor
        session.delete(session.get_one(Study, (town.tenant_id, asked.study_id)))


@pytest.mark.parametrize("seconds", [0, 3_601])
def test_computing_time_has_its_limits(store, town, seconds):
    with pytest.raises(InvalidInput, match="3600"):
        request_study(
            store, town.actor, RequestStudy(StudyKind.STRESS, seconds=seconds)
        )


def test_an_area_that_is_not_there_is_not_found(store, town):
    with pytest.raises(NotFound):
        studied(store, town.actor, area_id=uuid4())


def test_a_run_told_to_stop_stores_nothing(store, town):
    study_id, job = claimed(store, town.actor)
    run_study(store, job, Control(store, job, stop=True))
    study = row_of(store, town, study_id)
    assert (study.state, study.result) == (StudyState.RUNNING, None)
    with store.write(town.tenant_id) as session:  # for the doctor
        session.delete(session.get_one(Study, (town.tenant_id, study_id)))


def test_of_two_attempts_one_result_counts(store, town):
    study_id, job = claimed(store, town.actor)
    run_study(store, job, Control(store, job))
    with pytest.raises(AttemptLost):
        run_study(store, job, Control(store, job))
    assert row_of(store, town, study_id).state is StudyState.READY
    with store.read(town.tenant_id) as session:
        assert len(session.scalars(select(StudyKey)).all()) == 1


def test_called_off_while_waiting_it_ends_at_once(store, town):
    known = handlers(Settings())
    command = RequestStudy(StudyKind.STRESS)
    asked = request_study(store, town.actor, command)
    cancel_study(store, known, town.actor, asked.study_id)
    found = read_study(store, town.actor, asked.study_id).study
    assert found.state is StudyState.CANCELLED
    assert found.failure
    with pytest.raises(Conflict):
        cancel_study(store, known, town.actor, asked.study_id)
    with pytest.raises(Conflict, match="abgebrochen"):
        export_workbook(store, town.actor, asked.study_id, named=False)


def test_a_failing_study_tells_why(store, tenant):
    """A tenant without a single contract: there is nothing to look into."""
    actor = Actor(user_id=None, tenant_id=tenant.id, roles=frozenset({Role.COUNSELLOR}))
    study_id, job = claimed(store, actor)
    ended = run_attempt(
        store, handlers(Settings()), job, JobLimits(), lambda: pytest.fail("overdue")
    )
    found = read_study(store, actor, study_id).study
    assert (ended, found.state) == (JobState.FAILED, StudyState.FAILED)
    assert "kein Kind gebucht" in found.failure


def test_files_name_nobody_unless_it_is_asked(store, town):
    study_id = studied(store, town.actor)
    for named in (False, True):
        book = export_workbook(store, town.actor, study_id, named=named)
        picture = export_picture(store, town.actor, study_id, "netz", named=named)
        pages = CalamineWorkbook.from_filelike(BytesIO(book.content))
        cells = {
            str(cell)
            for name in pages.sheet_names
            for row in pages.get_sheet_by_name(name).to_python()
            for cell in row
        }
        assert any("Test P" in cell for cell in cells) is named
        assert ("Test P" in picture.content.decode()) is named
        root = ET.fromstring(picture.content)
        assert root.tag.endswith("svg")
        assert picture.name == "belastungsprobe-netz"


def test_a_picture_there_is_not_is_refused_with_those_there_are(store, town):
    study_id = studied(store, town.actor)
    first = export_picture(store, town.actor, study_id, "", named=False)
    assert first.name == "belastungsprobe-netz"
    with pytest.raises(InvalidInput, match="netz"):
        export_picture(store, town.actor, study_id, "mond", named=False)


def test_studies_go_whole_exactly_after_their_time(store, clock, town):
    studied(store, town.actor)
    waiting = request_study(store, town.actor, RequestStudy(StudyKind.STRESS)).study_id
    clock.advance(days=10)
    clock.set(clock.now() - timedelta(microseconds=1))
    tidy(store, 10)
    with store.read(town.tenant_id) as session:
        assert len(session.scalars(select(Study)).all()) == 2
    clock.set(clock.now() + timedelta(microseconds=1))
    tidy(store, 10)
    with store.read(town.tenant_id) as session:
        assert [row.id for row in session.scalars(select(Study))] == [waiting]
        assert session.scalars(select(StudyKey)).all() == []
    with store.write(town.tenant_id) as session:  # for the doctor
        session.delete(session.get_one(Study, (town.tenant_id, waiting)))


@pytest.mark.parametrize("kind", [StudyKind.STRESS, StudyKind.WHATIF])
def test_a_week_over_a_change_of_law_is_refused_at_once(store, town, kind):
    with store.write(town.tenant_id) as session:
        session.add(
            RuleOverride(
                rule="present-at-once-person",
                parameter="max_children",
                value=4,
                source="Satzung § 1",
                valid_from=date(2026, 11, 11),
            )
        )
    with pytest.raises(InvalidInput, match=r"11\.11\.2026"):
        request_study(store, town.actor, RequestStudy(kind, {"week": "2026-11-09"}))
    before = {"week": "2026-11-02", "draws": 1}
    assert studied(store, town.actor, kind, before)


def test_a_ranking_of_changes_is_told_with_names_or_codes(store, town):
    asked = {"week": "2026-11-09", "draws": 1, "floater_hours": [20]}
    study_id = studied(store, town.actor, StudyKind.WHATIF, asked)
    named = read_study(store, town.actor, study_id).result
    coded = read_study(store, town.actor, study_id, named=False).result
    assert named.helps is bool(named.changes)
    assert len(named.changes) == len(coded.changes)
    assert not any("Test P" in change.sentence for change in coded.changes)
    assert named.verified + named.ruled_out == named.considered
    picture = export_picture(store, town.actor, study_id, "balken", named=False)
    assert ET.fromstring(picture.content).tag.endswith("svg")
