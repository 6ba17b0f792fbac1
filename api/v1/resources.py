"""All resources of version 1, in the order of the document."""

import api.v1.matchings
import api.v1.session_explanations  # noqa: F401 -- both add to explanations
from api.v1.assignments import assignments
from api.v1.audit_events import audit_events
from api.v1.busy_calendars import busy_calendars
from api.v1.cluster_events import cluster_events
from api.v1.coaching_sessions import coaching_sessions
from api.v1.consultations import consultations
from api.v1.contact_visits import contact_visits
from api.v1.engagements import budgets, engagements
from api.v1.explanations import explanations
from api.v1.feed_subscriptions import feeds
from api.v1.imports import imports
from api.v1.jobs import jobs
from api.v1.nouns import NOUN_RESOURCES
from api.v1.proposals import proposals
from api.v1.publications import publications
from api.v1.reference import rules, terms
from api.v1.reports import reports
from api.v1.schedulings import schedulings
from api.v1.sessions import sessions
from api.v1.studies import studies
from api.v1.tenants import tenants
from api.v1.tokens import tokens
from api.v1.users import users

EXTENDED = (publications, assignments)
"""Told like plain nouns, with deeds of their own."""

RESOURCES = (
    sessions,
    tokens,
    users,
    tenants,
    *(noun for noun in NOUN_RESOURCES if noun not in EXTENDED),
    proposals,
    explanations,
    *EXTENDED,
    studies,
    contact_visits,
    engagements,
    coaching_sessions,
    schedulings,
    consultations,
    cluster_events,
    budgets,
    imports,
    jobs,
    feeds,
    busy_calendars,
    reports,
    rules,
    terms,
    audit_events,
)
