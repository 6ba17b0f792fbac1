"""The role × action table."""

from service.access.actions import Action, scope_of
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import NotPermitted

EVERYBODY = frozenset(
    {
        Action.READ_TENANT,
        Action.READ_RULES,
        Action.OWN_SESSIONS,
        Action.OWN_TOKENS,
    }
)

COUNSELLOR = EVERYBODY | {
    Action.READ_AREAS,
    Action.READ_PERSONS,
    Action.CHANGE_PERSONS,
    Action.READ_PROOFS,
    Action.CHANGE_PROOFS,
    Action.READ_PLACES,
    Action.CHANGE_PLACES,
    Action.READ_CHILDREN,
    Action.CHANGE_CHILDREN,
    Action.READ_IDENTITIES,
    Action.CHANGE_IDENTITIES,
    Action.READ_GUARDIANS,
    Action.CHANGE_GUARDIANS,
    Action.READ_CONTRACTS,
    Action.CHANGE_CONTRACTS,
    Action.READ_AVAILABILITY,
    Action.CHANGE_AVAILABILITY,
    Action.READ_COOPERATIONS,
    Action.CHANGE_COOPERATIONS,
    Action.READ_TEAM_WISHES,
    Action.CHANGE_TEAM_WISHES,
    Action.READ_HELD_BUDGETS,
    Action.CHANGE_HELD_BUDGETS,
    Action.READ_CONTACTS,
    Action.CHANGE_CONTACTS,
    Action.READ_EXCLUSIONS,
    Action.CHANGE_EXCLUSIONS,
    Action.READ_OVERRIDES,
    Action.CHANGE_OVERRIDES,
    Action.READ_ABSENCES,
    Action.REPORT_ABSENCE,
    Action.READ_CHILD_ABSENCES,
    Action.REPORT_CHILD_ABSENCE,
    Action.READ_WISHES,
    Action.STATE_WISH,
    Action.READ_PROPOSALS,
    Action.PROPOSE,
    Action.CANCEL_PROPOSAL,
    Action.READ_STUDIES,
    Action.ASK_STUDY,
    Action.CANCEL_STUDY,
    Action.READ_VISITS,
    Action.PLAN_VISITS,
    Action.OVERSEE_VISITS,
    Action.ANSWER_VISIT,
    Action.READ_ARRANGEMENTS,
    Action.ARRANGE,
    Action.EXPLAIN,
    Action.READ_PUBLICATIONS,
    Action.PUBLISH,
    Action.WITHDRAW,
    Action.READ_ASSIGNMENTS,
    Action.ANSWER_ASSIGNMENT,
    Action.READ_FEEDS,
    Action.SUBSCRIBE,
    Action.REVOKE_FEED,
    Action.READ_IMPORTS,
    Action.IMPORT,
    Action.READ_JOBS,
    Action.CANCEL_JOB,
    Action.READ_COVERAGE,
    Action.READ_STATEMENTS,
}

WHOLE_TENANT_ONLY = frozenset(
    {
        Action.READ_IMPORTS,
        Action.IMPORT,
        Action.PLAN_VISITS,
        Action.OVERSEE_VISITS,
        Action.READ_HELD_BUDGETS,
        Action.CHANGE_HELD_BUDGETS,
    }
)
"""What a counsellor bound to an area may not do: it reaches across all areas."""

SUBSTITUTE = EVERYBODY | {
    Action.READ_PERSONS,
    Action.READ_PROOFS,
    Action.READ_PLACES,
    Action.READ_CHILDREN,
    Action.READ_IDENTITIES,
    Action.READ_GUARDIANS,
    Action.READ_AVAILABILITY,
    Action.CHANGE_AVAILABILITY,
    Action.READ_COOPERATIONS,
    Action.READ_CONTACTS,
    Action.READ_EXCLUSIONS,
    Action.CHANGE_EXCLUSIONS,
    Action.READ_ABSENCES,
    Action.REPORT_ABSENCE,
    Action.READ_ASSIGNMENTS,
    Action.ANSWER_ASSIGNMENT,
    Action.READ_VISITS,
    Action.ANSWER_VISIT,
    Action.READ_STATEMENTS,
    Action.READ_FEEDS,
    Action.SUBSCRIBE,
    Action.REVOKE_FEED,
}

CHILDMINDER = SUBSTITUTE | {
    Action.READ_CONTRACTS,
    Action.READ_CHILD_ABSENCES,
    Action.REPORT_CHILD_ABSENCE,
    Action.READ_WISHES,
}

GUARDIAN = EVERYBODY | {
    Action.READ_PERSONS,
    Action.READ_PLACES,
    Action.READ_CHILDREN,
    Action.READ_IDENTITIES,
    Action.READ_GUARDIANS,
    Action.READ_CONTRACTS,
    Action.READ_CONTACTS,
    Action.READ_EXCLUSIONS,
    Action.CHANGE_EXCLUSIONS,
    Action.READ_ABSENCES,
    Action.READ_CHILD_ABSENCES,
    Action.REPORT_CHILD_ABSENCE,
    Action.READ_WISHES,
    Action.STATE_WISH,
    Action.READ_ASSIGNMENTS,
    Action.READ_FEEDS,
    Action.SUBSCRIBE,
    Action.REVOKE_FEED,
}

OWN_CALENDARS = frozenset({Action.READ_FEEDS, Action.SUBSCRIBE, Action.REVOKE_FEED})
TAKING_PART = (
    EVERYBODY
    | OWN_CALENDARS
    | {
        Action.READ_BUSY,
        Action.CHANGE_BUSY,
        Action.READ_COACHES,
        Action.READ_KINDERGARTENS,
        Action.READ_KINDERGARTEN_NEEDS,
        Action.READ_REFUSALS,
        Action.CHANGE_REFUSALS,
        Action.READ_PROGRAMME,
    }
)

COORDINATOR = TAKING_PART | {
    Action.READ_AREAS,
    Action.READ_PROPOSALS,
    Action.PROPOSE,
    Action.CANCEL_PROPOSAL,
    Action.EXPLAIN,
    Action.READ_PUBLICATIONS,
    Action.PUBLISH,
    Action.WITHDRAW,
    Action.READ_ENGAGEMENTS,
    Action.AGREE,
    Action.ANSWER_ENGAGEMENT,
    Action.ANSWER_SESSION,
    Action.EXPLAIN_SESSION,
    Action.READ_BUDGETS,
    Action.CHANGE_BUDGETS,
    Action.CHANGE_COACHES,
    Action.READ_COACH_TIMES,
    Action.CHANGE_COACH_TIMES,
    Action.CHANGE_KINDERGARTENS,
    Action.CHANGE_KINDERGARTEN_NEEDS,
    Action.READ_CONFLICTS,
    Action.CHANGE_CONFLICTS,
    Action.CHANGE_PROGRAMME,
    Action.READ_FEES,
    Action.CHANGE_FEES,
    Action.READ_CONSULTATIONS,
    Action.ANSWER_CONSULTATION,
    Action.READ_CLUSTERS,
    Action.READ_CLUSTER_EVENTS,
    Action.CHANGE_CLUSTERS,
    Action.READ_IMPORTS,
    Action.IMPORT,
}
"""She plans a programme; ``reach`` keeps her out of what else is planned."""

COACH = TAKING_PART | {
    Action.READ_ENGAGEMENTS,
    Action.ANSWER_ENGAGEMENT,
    Action.ANSWER_SESSION,
    Action.EXPLAIN_SESSION,
    Action.READ_COACH_TIMES,
    Action.CHANGE_COACH_TIMES,
    Action.READ_CONFLICTS,
}
KINDERGARTEN = TAKING_PART | {
    Action.READ_CONSULTATIONS,
    Action.ANSWER_CONSULTATION,
    Action.READ_ENGAGEMENTS,
    Action.ANSWER_SESSION,
    Action.EXPLAIN_SESSION,
    Action.CHANGE_KINDERGARTEN_NEEDS,
}
COUNTY = (
    EVERYBODY
    | OWN_CALENDARS
    | {
        Action.READ_AREAS,
        Action.READ_CLUSTER_EVENTS,
        Action.READ_ENGAGEMENTS,
        Action.READ_BUDGETS,
        Action.READ_KINDERGARTENS,
        Action.READ_PROGRAMME,
    }
)

GRANTS: dict[Role, frozenset[Action]] = {
    Role.COUNSELLOR: frozenset(COUNSELLOR),
    Role.COORDINATOR: frozenset(COORDINATOR),
    Role.COACH: frozenset(COACH),
    Role.KINDERGARTEN: frozenset(KINDERGARTEN),
    Role.COUNTY: frozenset(COUNTY),
    Role.CHILDMINDER: frozenset(CHILDMINDER),
    Role.SUBSTITUTE: frozenset(SUBSTITUTE),
    Role.GUARDIAN: frozenset(GUARDIAN),
    Role.ADMINISTRATOR: frozenset(Action) - {Action.OPERATE_TENANTS},
    Role.OPERATOR: frozenset(
        {
            Action.READ_TENANT,
            Action.OPERATE_TENANTS,
            Action.READ_RULES,
            Action.READ_JOBS,
            Action.CANCEL_JOB,
            Action.OWN_SESSIONS,
        }
    ),
}


def granting_roles(actor: Actor, action: Action) -> frozenset[Role]:
    """The actor's roles that permit the action; none if a token's scopes leave it out.

    Parameters
    ----------
    actor
        Who acts; ``scopes`` of a token narrow what the roles permit.
    action
        What is to be done.
    """
    if actor.scopes is not None and scope_of(action) not in actor.scopes:
        return frozenset()
    return frozenset(role for role in actor.roles if _grants(role, actor, action))


def _grants(role: Role, actor: Actor, action: Action) -> bool:
    bound = role is Role.COUNSELLOR and bool(actor.area_ids)
    if bound and action in WHOLE_TENANT_ONLY:
        return False
    return action in GRANTS[role]


def may(actor: Actor, action: Action) -> bool:
    """Whether any role of the actor permits the action."""
    return bool(granting_roles(actor, action))


def require(actor: Actor, action: Action) -> None:
    """Nothing happens if a role of the actor permits the action.

    Raises
    ------
    NotPermitted
        If none does. The answer depends on role and action only, never on an object,
        so that it tells nothing about what exists.
    """
    if not may(actor, action):
        raise NotPermitted


def sees_whole_tenant(actor: Actor, action: Action) -> bool:
    """Whether the action reaches all rows of the tenant."""
    roles = granting_roles(actor, action)
    return Role.ADMINISTRATOR in roles or (
        Role.COUNSELLOR in roles and not actor.area_ids
    )
