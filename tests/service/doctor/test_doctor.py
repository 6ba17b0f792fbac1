"""The doctor finds nothing in a store that was only used, and each thing done to it."""

import pytest

from service.db.engine import make_engine
from service.db.store import Store
from service.doctor import doctor
from tests.service.doctor.conftest import live

SPOILS = {
    "child-twice": """
        DROP TRIGGER "assignment_child-twice_insert";
        INSERT INTO assignment SELECT tenant_id, lower(hex(randomblob(16))), version,
            lower(hex(randomblob(16))), child_id, day, 9, start_minute, end_minute,
            person_id, place_id, absent_person_id, model, state, publication_id,
            sequence, revised_at, facts, answer_note, closed_unanswered_at
            FROM assignment LIMIT 1
    """,
    "person-in-two-places": """
        DROP TRIGGER "assignment_person-in-two-places_update";
        UPDATE assignment SET place_id = (
            SELECT id FROM place WHERE id <> assignment.place_id LIMIT 1
        ) WHERE id = (SELECT id FROM assignment LIMIT 1)
    """,
    "assignment-not-standing": """
        DELETE FROM publication_day WHERE day = '2026-11-03'
    """,
    "day-withdrawn": "UPDATE publication SET withdrawn_at = '2026-11-02 06:00:00'",
    "day-outside": "UPDATE publication SET last_day = '2026-11-05'",
    "proposal-without-end": "UPDATE proposal SET state = 'running'",
    "study-without-end": """
        INSERT INTO study (tenant_id, id, version, kind, parameters, state, created_at,
            limits, problem_digest, profile_id, profile_revision, code_version, failure)
            SELECT id, lower(hex(randomblob(16))), 1, 'pairing', '{}', 'queued',
            '2026-11-02 05:00:00', '{}', '', '', '', '', '' FROM tenant
    """,
    "scheduling-without-end": """
        INSERT INTO scheduling (tenant_id, id, version, kind, first_month, limits,
            state, created_at, result, failure)
            SELECT id, lower(hex(randomblob(16))), 1, 'sessions', '2027-01-01', '{}',
            'queued', '2026-11-02 05:00:00', '{}', '' FROM tenant
    """,
    "feed-etag": "UPDATE feed_document SET etag = 'x'",
    "feed-other": """
        UPDATE feed_event SET body = CAST(replace(CAST(body AS TEXT), 'SUMMARY', 'X')
            AS BLOB)
    """,
    "address": "UPDATE feed_address SET revoked = 1",
    "weekday-twice": """
        INSERT INTO contract_slot SELECT tenant_id, lower(hex(randomblob(16))), version,
            contract_id, weekday, start_minute + 1, end_minute FROM contract_slot
            LIMIT 1
    """,
    "dates": "UPDATE cooperation SET valid_until = '2000-01-01'",
    "rule-number": """
        INSERT INTO rule_override (tenant_id, id, version, rule, parameter, value,
            source, valid_from)
            SELECT id, lower(hex(randomblob(16))), 1, 'x', 'y', '2.5', 'z',
            '2026-11-02' FROM tenant
    """,
    "trail": """
        DROP TRIGGER audit_event_update;
        UPDATE audit_event SET subject_id = 'x' WHERE number = 1
    """,
    "publication-unrecorded": """
        UPDATE publication SET id = 'ffffffffffffffffffffffffffffffff'
    """,
    "job-unowned": "UPDATE job SET state = 'running', heartbeat_at = NULL",
    "job-silent": """
        UPDATE job SET state = 'running', heartbeat_at = '2026-11-02 05:00:00'
    """,
    "job-end": "UPDATE job SET finished_at = NULL",
    "job-attempts": "UPDATE job SET attempts = 9",
    "reference": "DELETE FROM person WHERE id = (SELECT person_id FROM permit LIMIT 1)",
    "member": """
        INSERT INTO user_account (id, email, display_name, password_hash, locale,
            is_operator, failed_attempts, created_at, version)
            VALUES ('a', 'a', 'a', 'a', 'de', 0, 0, '2026-11-02 05:00:00', 1);
        INSERT INTO membership (tenant_id, id, version, user_id, role)
            SELECT id, 'a', 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'counsellor'
            FROM tenant
    """,
}


def test_a_store_that_was_only_used_is_whole(lived):
    assert doctor(lived.store) == ()


@pytest.mark.server
def test_on_postgresql_too(postgres_url, clock):
    engine = make_engine(postgres_url)
    store = Store(engine, clock)
    live(store)
    assert doctor(store) == ()
    engine.dispose()


@pytest.mark.parametrize("check", SPOILS)
def test_what_is_spoilt_is_found(lived, check):
    with lived.store.engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        for statement in SPOILS[check].split(";"):
            cursor.execute(statement)
            assert cursor.rowcount, statement
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()
    found = {finding.check: finding for finding in doctor(lived.store)}
    assert check in found
    assert found[check].text.endswith(".")
