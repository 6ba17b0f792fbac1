"""Everything that can be permitted, and the scope a token needs for it."""

from enum import StrEnum


class Scope(StrEnum):
    """What a personal token may be narrowed to."""

    READ = "read"
    WRITE = "write"
    REPORT = "report"
    PLAN = "plan"
    PUBLISH = "publish"
    FEEDS = "feeds"
    ADMIN = "admin"


class Action(StrEnum):
    """One thing a role may or may not do."""

    READ_TENANT = "read_tenant"
    CHANGE_TENANT = "change_tenant"
    OPERATE_TENANTS = "operate_tenants"
    READ_USERS = "read_users"
    CHANGE_USERS = "change_users"
    READ_AREAS = "read_areas"
    CHANGE_AREAS = "change_areas"
    READ_RULES = "read_rules"
    CHANGE_RULES = "change_rules"
    READ_PERSONS = "read_persons"
    CHANGE_PERSONS = "change_persons"
    READ_PROOFS = "read_proofs"
    CHANGE_PROOFS = "change_proofs"
    READ_PLACES = "read_places"
    CHANGE_PLACES = "change_places"
    READ_CHILDREN = "read_children"
    CHANGE_CHILDREN = "change_children"
    READ_IDENTITIES = "read_identities"
    CHANGE_IDENTITIES = "change_identities"
    READ_GUARDIANS = "read_guardians"
    CHANGE_GUARDIANS = "change_guardians"
    READ_CONTRACTS = "read_contracts"
    CHANGE_CONTRACTS = "change_contracts"
    READ_AVAILABILITY = "read_availability"
    CHANGE_AVAILABILITY = "change_availability"
    READ_COOPERATIONS = "read_cooperations"
    CHANGE_COOPERATIONS = "change_cooperations"
    READ_TEAM_WISHES = "read_team_wishes"
    CHANGE_TEAM_WISHES = "change_team_wishes"
    READ_HELD_BUDGETS = "read_held_budgets"
    CHANGE_HELD_BUDGETS = "change_held_budgets"
    READ_CONTACTS = "read_contacts"
    CHANGE_CONTACTS = "change_contacts"
    READ_EXCLUSIONS = "read_exclusions"
    CHANGE_EXCLUSIONS = "change_exclusions"
    READ_OVERRIDES = "read_overrides"
    CHANGE_OVERRIDES = "change_overrides"
    READ_ABSENCES = "read_absences"
    REPORT_ABSENCE = "report_absence"
    READ_CHILD_ABSENCES = "read_child_absences"
    REPORT_CHILD_ABSENCE = "report_child_absence"
    READ_WISHES = "read_wishes"
    STATE_WISH = "state_wish"
    READ_PROPOSALS = "read_proposals"
    PROPOSE = "propose"
    CANCEL_PROPOSAL = "cancel_proposal"
    READ_STUDIES = "read_studies"
    ASK_STUDY = "ask_study"
    CANCEL_STUDY = "cancel_study"
    READ_VISITS = "read_visits"
    PLAN_VISITS = "plan_visits"
    OVERSEE_VISITS = "oversee_visits"
    ANSWER_VISIT = "answer_visit"
    READ_ARRANGEMENTS = "read_arrangements"
    ARRANGE = "arrange"
    EXPLAIN = "explain"
    READ_PUBLICATIONS = "read_publications"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    READ_ASSIGNMENTS = "read_assignments"
    ANSWER_ASSIGNMENT = "answer_assignment"
    READ_ENGAGEMENTS = "read_engagements"
    AGREE = "agree"
    ANSWER_ENGAGEMENT = "answer_engagement"
    ANSWER_SESSION = "answer_session"
    EXPLAIN_SESSION = "explain_session"
    READ_BUDGETS = "read_budgets"
    READ_COACHES = "read_coaches"
    CHANGE_COACHES = "change_coaches"
    READ_COACH_TIMES = "read_coach_times"
    CHANGE_COACH_TIMES = "change_coach_times"
    READ_KINDERGARTENS = "read_kindergartens"
    CHANGE_KINDERGARTENS = "change_kindergartens"
    READ_KINDERGARTEN_NEEDS = "read_kindergarten_needs"
    CHANGE_KINDERGARTEN_NEEDS = "change_kindergarten_needs"
    READ_CONFLICTS = "read_conflicts"
    CHANGE_CONFLICTS = "change_conflicts"
    READ_REFUSALS = "read_refusals"
    CHANGE_REFUSALS = "change_refusals"
    READ_PROGRAMME = "read_programme"
    CHANGE_PROGRAMME = "change_programme"
    READ_FEES = "read_fees"
    CHANGE_FEES = "change_fees"
    CHANGE_BUDGETS = "change_budgets"
    READ_CONSULTATIONS = "read_consultations"
    ANSWER_CONSULTATION = "answer_consultation"
    READ_CLUSTERS = "read_clusters"
    READ_CLUSTER_EVENTS = "read_cluster_events"
    CHANGE_CLUSTERS = "change_clusters"
    READ_FEEDS = "read_feeds"
    SUBSCRIBE = "subscribe"
    REVOKE_FEED = "revoke_feed"
    READ_BUSY = "read_busy"
    CHANGE_BUSY = "change_busy"
    READ_IMPORTS = "read_imports"
    IMPORT = "import"
    READ_JOBS = "read_jobs"
    CANCEL_JOB = "cancel_job"
    READ_COVERAGE = "read_coverage"
    READ_STATEMENTS = "read_statements"
    READ_AUDIT = "read_audit"
    OWN_SESSIONS = "own_sessions"
    OWN_TOKENS = "own_tokens"


_SCOPE_OF: dict[Action, Scope] = {
    Action.CHANGE_TENANT: Scope.ADMIN,
    Action.OPERATE_TENANTS: Scope.ADMIN,
    Action.READ_USERS: Scope.ADMIN,
    Action.CHANGE_USERS: Scope.ADMIN,
    Action.CHANGE_AREAS: Scope.ADMIN,
    Action.CHANGE_RULES: Scope.ADMIN,
    Action.READ_AUDIT: Scope.ADMIN,
    Action.OWN_SESSIONS: Scope.ADMIN,
    Action.OWN_TOKENS: Scope.ADMIN,
    Action.REPORT_ABSENCE: Scope.REPORT,
    Action.REPORT_CHILD_ABSENCE: Scope.REPORT,
    Action.STATE_WISH: Scope.REPORT,
    Action.ANSWER_ASSIGNMENT: Scope.REPORT,
    Action.ANSWER_VISIT: Scope.REPORT,
    Action.ANSWER_ENGAGEMENT: Scope.REPORT,
    Action.ANSWER_SESSION: Scope.REPORT,
    Action.EXPLAIN_SESSION: Scope.READ,
    Action.ANSWER_CONSULTATION: Scope.REPORT,
    Action.AGREE: Scope.PLAN,
    Action.PROPOSE: Scope.PLAN,
    Action.CANCEL_PROPOSAL: Scope.PLAN,
    Action.PLAN_VISITS: Scope.PLAN,
    Action.OVERSEE_VISITS: Scope.READ,
    Action.ASK_STUDY: Scope.PLAN,
    Action.CANCEL_STUDY: Scope.PLAN,
    Action.ARRANGE: Scope.PLAN,
    Action.CANCEL_JOB: Scope.PLAN,
    Action.PUBLISH: Scope.PUBLISH,
    Action.WITHDRAW: Scope.PUBLISH,
    Action.READ_FEEDS: Scope.FEEDS,
    Action.SUBSCRIBE: Scope.FEEDS,
    Action.REVOKE_FEED: Scope.FEEDS,
    Action.IMPORT: Scope.WRITE,
    Action.READ_BUSY: Scope.FEEDS,
    Action.CHANGE_BUSY: Scope.FEEDS,
}


def scope_of(action: Action) -> Scope:
    """The scope a token needs: named above, else reading or writing by its verb."""
    named = _SCOPE_OF.get(action)
    if named is not None:
        return named
    reads = action.startswith("read_") or action is Action.EXPLAIN
    return Scope.READ if reads else Scope.WRITE
