"""Role × action: every cell, and what a token's scopes take away."""

from uuid import uuid4

import pytest

from service.access import Action, Scope, may, require, sees_whole_tenant
from service.access.actions import scope_of
from service.domain.actor import Actor, system_actor
from service.domain.kinds import Role
from service.errors import NotPermitted

STAFF = "counsellor administrator"
CARE = "counsellor administrator childminder substitute"
FAMILY = "counsellor administrator childminder guardian"
CONCERNED = "counsellor administrator childminder substitute guardian"
TAKING_PART = "coach kindergarten county"
PROGRAMME = "administrator coordinator"
ALL = f"{CONCERNED} coordinator {TAKING_PART}"
ADMIN = "administrator"

EXPECTED = {
    Action.READ_TENANT: f"{ALL} operator",
    Action.CHANGE_TENANT: ADMIN,
    Action.OPERATE_TENANTS: "operator",
    Action.READ_USERS: ADMIN,
    Action.CHANGE_USERS: ADMIN,
    Action.READ_AREAS: f"{STAFF} coordinator county",
    Action.CHANGE_AREAS: ADMIN,
    Action.READ_RULES: f"{ALL} operator",
    Action.CHANGE_RULES: ADMIN,
    Action.READ_PERSONS: CONCERNED,
    Action.CHANGE_PERSONS: STAFF,
    Action.READ_PROOFS: CARE,
    Action.CHANGE_PROOFS: STAFF,
    Action.READ_PLACES: CONCERNED,
    Action.CHANGE_PLACES: STAFF,
    Action.READ_CHILDREN: CONCERNED,
    Action.CHANGE_CHILDREN: STAFF,
    Action.READ_IDENTITIES: CONCERNED,
    Action.CHANGE_IDENTITIES: STAFF,
    Action.READ_GUARDIANS: CONCERNED,
    Action.CHANGE_GUARDIANS: STAFF,
    Action.READ_CONTRACTS: FAMILY,
    Action.CHANGE_CONTRACTS: STAFF,
    Action.READ_AVAILABILITY: CARE,
    Action.CHANGE_AVAILABILITY: CARE,
    Action.READ_COOPERATIONS: CARE,
    Action.CHANGE_COOPERATIONS: STAFF,
    Action.READ_TEAM_WISHES: STAFF,
    Action.CHANGE_TEAM_WISHES: STAFF,
    Action.READ_HELD_BUDGETS: STAFF,
    Action.CHANGE_HELD_BUDGETS: STAFF,
    Action.READ_CONTACTS: CONCERNED,
    Action.CHANGE_CONTACTS: STAFF,
    Action.READ_EXCLUSIONS: CONCERNED,
    Action.CHANGE_EXCLUSIONS: CONCERNED,
    Action.READ_OVERRIDES: STAFF,
    Action.CHANGE_OVERRIDES: STAFF,
    Action.READ_ABSENCES: CONCERNED,
    Action.REPORT_ABSENCE: CARE,
    Action.READ_CHILD_ABSENCES: FAMILY,
    Action.REPORT_CHILD_ABSENCE: FAMILY,
    Action.READ_WISHES: FAMILY,
    Action.STATE_WISH: f"{STAFF} guardian",
    Action.READ_PROPOSALS: f"{STAFF} coordinator",
    Action.PROPOSE: f"{STAFF} coordinator",
    Action.CANCEL_PROPOSAL: f"{STAFF} coordinator",
    Action.READ_VISITS: CARE,
    Action.PLAN_VISITS: STAFF,
    Action.OVERSEE_VISITS: STAFF,
    Action.ANSWER_VISIT: CARE,
    Action.READ_STUDIES: STAFF,
    Action.ASK_STUDY: STAFF,
    Action.CANCEL_STUDY: STAFF,
    Action.READ_ARRANGEMENTS: STAFF,
    Action.ARRANGE: STAFF,
    Action.EXPLAIN: f"{STAFF} coordinator",
    Action.READ_PUBLICATIONS: f"{STAFF} coordinator",
    Action.PUBLISH: f"{STAFF} coordinator",
    Action.WITHDRAW: f"{STAFF} coordinator",
    Action.READ_ASSIGNMENTS: CONCERNED,
    Action.ANSWER_ASSIGNMENT: CARE,
    Action.READ_FEEDS: f"{CONCERNED} coordinator {TAKING_PART}",
    Action.SUBSCRIBE: f"{CONCERNED} coordinator {TAKING_PART}",
    Action.REVOKE_FEED: f"{CONCERNED} coordinator {TAKING_PART}",
    Action.READ_BUSY: f"{PROGRAMME} coach kindergarten",
    Action.CHANGE_BUSY: f"{PROGRAMME} coach kindergarten",
    Action.READ_ENGAGEMENTS: f"{PROGRAMME} {TAKING_PART}",
    Action.AGREE: PROGRAMME,
    Action.ANSWER_ENGAGEMENT: f"{PROGRAMME} coach",
    Action.ANSWER_SESSION: f"{PROGRAMME} coach kindergarten",
    Action.EXPLAIN_SESSION: f"{PROGRAMME} coach kindergarten",
    Action.READ_BUDGETS: f"{PROGRAMME} county",
    Action.READ_COACHES: f"{PROGRAMME} coach kindergarten",
    Action.CHANGE_COACHES: PROGRAMME,
    Action.READ_COACH_TIMES: f"{PROGRAMME} coach",
    Action.CHANGE_COACH_TIMES: f"{PROGRAMME} coach",
    Action.READ_KINDERGARTENS: f"{PROGRAMME} {TAKING_PART}",
    Action.CHANGE_KINDERGARTENS: PROGRAMME,
    Action.READ_KINDERGARTEN_NEEDS: f"{PROGRAMME} coach kindergarten",
    Action.CHANGE_KINDERGARTEN_NEEDS: f"{PROGRAMME} kindergarten",
    Action.READ_CONFLICTS: f"{PROGRAMME} coach",
    Action.CHANGE_CONFLICTS: PROGRAMME,
    Action.READ_REFUSALS: f"{PROGRAMME} coach kindergarten",
    Action.CHANGE_REFUSALS: f"{PROGRAMME} coach kindergarten",
    Action.READ_PROGRAMME: f"{PROGRAMME} {TAKING_PART}",
    Action.CHANGE_PROGRAMME: PROGRAMME,
    Action.READ_FEES: PROGRAMME,
    Action.CHANGE_FEES: PROGRAMME,
    Action.CHANGE_BUDGETS: PROGRAMME,
    Action.READ_CONSULTATIONS: f"{PROGRAMME} kindergarten",
    Action.ANSWER_CONSULTATION: f"{PROGRAMME} kindergarten",
    Action.READ_CLUSTERS: PROGRAMME,
    Action.READ_CLUSTER_EVENTS: f"{PROGRAMME} county",
    Action.CHANGE_CLUSTERS: PROGRAMME,
    Action.READ_IMPORTS: f"{STAFF} coordinator",
    Action.IMPORT: f"{STAFF} coordinator",
    Action.READ_JOBS: f"{STAFF} operator",
    Action.CANCEL_JOB: f"{STAFF} operator",
    Action.READ_COVERAGE: STAFF,
    Action.READ_STATEMENTS: CARE,
    Action.READ_AUDIT: ADMIN,
    Action.OWN_SESSIONS: f"{ALL} operator",
    Action.OWN_TOKENS: ALL,
}


def actor(*roles: Role, **more) -> Actor:
    return Actor(user_id=uuid4(), tenant_id=uuid4(), roles=frozenset(roles), **more)


def test_no_action_is_forgotten() -> None:
    assert set(EXPECTED) == set(Action)


def permitted(who: Actor) -> set[Action]:
    return {action for action in Action if may(who, action)}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_is_written_here(role: Role) -> None:
    expected = {a for a in Action if role.value in EXPECTED[a].split()}
    assert permitted(actor(role)) == expected
    for action in expected:
        require(actor(role), action)
    for action in set(Action) - expected:
        with pytest.raises(NotPermitted):
            require(actor(role), action)


def test_without_a_role_nothing_is_permitted() -> None:
    assert permitted(actor()) == set()


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_permits_its_own_actions_alone(scope: Scope) -> None:
    token = actor(Role.ADMINISTRATOR, scopes=frozenset({scope.value}))
    its_own = {action for action in Action if scope_of(action) is scope}
    assert permitted(token) == its_own - {Action.OPERATE_TENANTS}


def test_the_dangerous_scopes_are_apart() -> None:
    assert scope_of(Action.PUBLISH) is Scope.PUBLISH
    assert scope_of(Action.WITHDRAW) is Scope.PUBLISH
    assert scope_of(Action.PROPOSE) is Scope.PLAN
    assert scope_of(Action.SUBSCRIBE) is Scope.FEEDS
    assert scope_of(Action.REPORT_ABSENCE) is Scope.REPORT
    assert scope_of(Action.CHANGE_USERS) is Scope.ADMIN
    assert scope_of(Action.OWN_TOKENS) is Scope.ADMIN


@pytest.mark.parametrize(
    "action",
    [Action.IMPORT, Action.READ_IMPORTS, Action.PLAN_VISITS, Action.OVERSEE_VISITS],
)
def test_whoever_is_bound_to_an_area_reaches_across_none(action: Action) -> None:
    bound = actor(Role.COUNSELLOR, area_ids=frozenset({uuid4()}))
    assert not may(bound, action)
    assert may(actor(Role.COUNSELLOR), action)


def test_who_sees_the_whole_tenant() -> None:
    area = frozenset({uuid4()})
    action = Action.READ_CHILDREN
    assert sees_whole_tenant(system_actor(uuid4()), action)
    assert sees_whole_tenant(actor(Role.COUNSELLOR), action)
    assert not sees_whole_tenant(actor(Role.COUNSELLOR, area_ids=area), action)
    assert not sees_whole_tenant(actor(Role.GUARDIAN), action)
