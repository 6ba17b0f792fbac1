"""Who may do what, said a second time: by hand, apart from the access module.

For a plain noun: one word per role of four signs: may the role read (R) and change (C)
such rows at all, and what may it do with its own and a foreign row of its tenant
(w change, r read, - not there). For everything else: the two statuses themselves.
"""

ROLES = (
    "administrator",
    "counsellor",
    "counsellor_of_area",
    "coordinator",
    "childminder",
    "substitute",
    "guardian",
    "operator",
)
NONE = "...."
PROOFS = "RCww RCww RCw- .... R.r- R.-- .... ...."
TIMES = "RCww RCww RCw- .... RCw- RC-- .... ...."
PLACES = "RCww RCww RCw- .... R.r- R.r- R.r- ...."
CHILDREN = "RCww RCww RCw- .... R.r- R.r- R.r- ...."
CONTRACTS = "RCww RCww RCw- .... R.r- .... R.r- ...."
COORDINATED = "RCww .... .... RCww .... .... .... ...."
COOPERATIONS = "RCww RCww RCw- .... R.r- R.-- .... ...."

NOUNS = {
    "areas": "RCww R.rr R.r- R.rr .... .... .... ....",
    "rule-overrides": "RCww R.rr R.r- R.-- R.-- R.-- R.-- R.--",
    "memberships": "RCww .... .... .... .... .... .... ....",
    "persons": "RCww RCww RCw- .... R.r- R.r- R.r- ....",
    "permits": PROOFS,
    "qualifications": PROOFS,
    "course-enrolments": PROOFS,
    "course-days": PROOFS,
    "credentials": PROOFS,
    "person-capabilities": PROOFS,
    "personal-limits": TIMES,
    "availability-slots": TIMES,
    "availability-exceptions": TIMES,
    "places": PLACES,
    "place-staff": PLACES,
    "place-openings": PLACES,
    "place-capabilities": PLACES,
    "children": CHILDREN,
    "child-identities": CHILDREN,
    "child-capabilities": CHILDREN,
    "guardians": CHILDREN,
    "guardianships": CHILDREN,
    "child-absences": "RCww RCww RCw- .... RCw- .... RCw- ....",
    "guardian-wishes": "RCww RCww RCw- .... R.r- .... RCw- ....",
    "care-contracts": CONTRACTS,
    "contract-slots": CONTRACTS,
    "cooperations": COOPERATIONS,
    "cooperation-members": COOPERATIONS,
    "designated-substitutes": COOPERATIONS,
    "team-wishes": "RCww RCww RCw- .... .... .... .... ....",
    "held-place-budgets": "RCww RCww .... .... .... .... .... ....",
    "contacts": "RCww RCww RCw- .... R.r- R.-- R.r- ....",
    "exclusions": "RCww RCww RCw- .... RCw- RC-- RC-- ....",
    "familiarity-overrides": "RCww RCww RCw- .... .... .... .... ....",
    "absences": "RCww RCww RCw- .... RCw- RC-- R.r- ....",
    "arrangements": "RCww RCww RCw- .... .... .... .... ....",
    "assignments": "R.rr R.rr R.r- .... R.r- R.r- R.r- ....",
    "publications": "R.rr R.rr R.rr R.-- .... .... .... ....",
    "topics": COORDINATED,
    "programme-days": COORDINATED,
    "fee-bands": COORDINATED,
    "fee-band-prices": COORDINATED,
    "county-budgets": COORDINATED,
    "clusters": COORDINATED,
    "cluster-members": COORDINATED,
    "coaches": COORDINATED,
    "coach-topics": COORDINATED,
    "coach-languages": COORDINATED,
    "coach-stages": COORDINATED,
    "coach-windows": COORDINATED,
    "coach-months": COORDINATED,
    "coach-conflicts": COORDINATED,
    "pair-refusals": COORDINATED,
    "kindergartens": COORDINATED,
    "kindergarten-wishes": COORDINATED,
    "kindergarten-topics": COORDINATED,
    "kindergarten-languages": COORDINATED,
    "kindergarten-closures": COORDINATED,
    "consultation-hosts": COORDINATED,
    "consultation-host-topics": COORDINATED,
}
WRITES = {
    "child-absences": ("POST", "DELETE"),
    "guardian-wishes": ("POST", "PATCH"),
    "arrangements": ("POST", "DELETE"),
    "assignments": (),
    "publications": (),
    "kindergarten-wishes": ("PATCH",),
}
"""Where a noun has not all of POST, PATCH and DELETE."""

PLANNERS = "{0}/{0} {0}/{0} {0}/404 404/404 403/403 403/403 403/403 403/403"
CARE_PLANNERS = "{0}/{0} {0}/{0} {0}/404 403/403 403/403 403/403 403/403 403/403"
COORDINATING = "{0}/{0} 403/403 403/403 {0}/{0} 403/403 403/403 403/403 403/403"
"""Those who take part in a programme walk in ``test_programme_access``."""

ITEMS = {
    "GET proposals/<proposals>": PLANNERS.format(200),
    "POST proposals/<proposals>/cancellation": PLANNERS.format(409),
    "GET proposals/<proposals>/items": PLANNERS.format(200),
    "GET proposals/<proposals>/gaps": PLANNERS.format(200),
    "GET proposals/<proposals>/audit": PLANNERS.format(409),
    "GET proposals/<proposals>/original-audit": PLANNERS.format(409),
    "GET proposals/<proposals>/explanation": PLANNERS.format(409),
    "GET proposals/items/<items>/explanation": PLANNERS.format(200),
    "GET proposals/gaps/<gaps>/explanation": PLANNERS.format(200),
    "GET proposals/<proposals>/pairs": PLANNERS.format(200),
    "GET proposals/<proposals>/unserved": PLANNERS.format(200),
    "GET studies/<studies>": CARE_PLANNERS.format(200),
    "GET studies/<studies>.xlsx": CARE_PLANNERS.format(409),
    "GET studies/<studies>.svg": CARE_PLANNERS.format(409),
    "POST studies/<studies>/cancellation": CARE_PLANNERS.format(409),
    "POST explanations {explanations}": PLANNERS.format(409),
    "POST explanations/matching {explanations}": PLANNERS.format(422),
    "POST explanations/session {kindergartens}": COORDINATING.format(404),
    "GET contact-visits/<visiting>": (
        "200/200 200/200 200/404 403/403 200/404 200/404 403/403 403/403"
    ),
    "PUT contact-visits/<visiting>/held": (
        "412/412 412/412 412/404 403/403 412/404 412/404 403/403 403/403"
    ),
    "PUT contact-visits/<visiting>/answer": (
        "412/412 412/412 412/404 403/403 412/404 412/404 403/403 403/403"
    ),
    "POST contact-visits/<visiting>/move": (
        "412/412 412/412 403/403 403/403 403/403 403/403 403/403 403/403"
    ),
    "GET engagements/<engagements>": COORDINATING.format(200),
    "PUT engagements/<engagements>/answer": COORDINATING.format(412),
    "PUT coaching-sessions/<coachings>/held": COORDINATING.format(412),
    "PUT coaching-sessions/<coachings>/answer": COORDINATING.format(412),
    "POST coaching-sessions/<coachings>/move": COORDINATING.format(412),
    "PUT consultations/<consulting>/answer": COORDINATING.format(412),
    "POST consultations/<consulting>/move": COORDINATING.format(412),
    "PUT cluster-events/<gathering>/answer": COORDINATING.format(412),
    "POST cluster-events/<gathering>/move": COORDINATING.format(412),
    "GET schedulings/<schedulings>": (
        "200/200 200/200 404/404 200/200 403/403 403/403 403/403 403/403"
    ),
    "POST schedulings/<schedulings>/cancellation": COORDINATING.format(409),
    "POST publications {publications}": PLANNERS.format(409),
    "POST publications/<publications>/withdrawal": PLANNERS.format(409),
    "PUT assignments/<assignments>/answer": (
        "412/412 412/412 412/404 403/403 404/404 412/404 403/403 403/403"
    ),
    "GET assignments/<assignments>/explanation": (
        "200/200 200/200 200/404 403/403 200/404 200/404 200/404 403/403"
    ),
    "GET busy-calendars/<busy>": COORDINATING.format(200),
    "DELETE busy-calendars/<busy>": COORDINATING.format(412),
    "PUT busy-calendars/<busy>/file": COORDINATING.format(412),
    "DELETE feeds/<feeds>": (
        "412/412 412/412 412/404 412/412 404/404 404/404 404/404 403/403"
    ),
    "GET imports/<imports>": (
        "200/200 200/200 403/403 200/200 403/403 403/403 403/403 403/403"
    ),
    "POST imports/<imports>/storage": (
        "404/404 404/404 403/403 404/404 403/403 403/403 403/403 403/403"
    ),
    "GET jobs/<jobs>": (
        "200/200 200/200 404/404 403/403 403/403 403/403 403/403 200/200"
    ),
    "POST jobs/<jobs>/cancellation": (
        "409/409 409/409 404/404 403/403 403/403 403/403 403/403 409/409"
    ),
    "GET users/<users>": (
        "200/200 403/403 403/403 403/403 403/403 403/403 403/403 403/403"
    ),
    "PATCH users/<users>": (
        "412/412 403/403 403/403 403/403 403/403 403/403 403/403 403/403"
    ),
    "GET tenants/<tenants>": (
        "200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200"
    ),
    "PATCH tenants/<tenants>": (
        "412/412 403/403 403/403 403/403 403/403 403/403 403/403 412/412"
    ),
    "DELETE tokens/<tokens>": (
        "404/404 404/404 404/404 404/404 404/404 404/404 404/404 403/403"
    ),
}
SEEN_BY_OPERATOR = ("jobs", "tenants")
"""What an operator reaches in every tenant."""

LISTS = {
    "GET studies": "200 200 200 403 403 403 403 403",
    "POST studies": "422 422 422 403 403 403 403 403",
    "GET contact-visits": "200 200 200 403 200 200 403 403",
    "POST contact-visits": "422 422 403 403 403 403 403 403",
    "POST contact-visits/explanations": "422 422 403 403 403 403 403 403",
    "GET contact-visits/overview.xlsx": "422 422 403 403 403 403 403 403",
    "GET contact-visits/overview.svg": "422 422 403 403 403 403 403 403",
    "GET proposals": "200 200 200 200 403 403 403 403",
    "POST proposals/matching": "422 422 422 422 403 403 403 403",
    "POST explanations/matching": "422 422 422 422 403 403 403 403",
    "POST explanations/session": "422 403 403 422 403 403 403 403",
    "GET engagements": "200 403 403 200 403 403 403 403",
    "POST engagements": "422 403 403 422 403 403 403 403",
    "GET budgets": "200 403 403 200 403 403 403 403",
    "GET schedulings": "200 200 200 200 403 403 403 403",
    "POST schedulings": "422 403 403 422 403 403 403 403",
    "GET consultations": "200 403 403 200 403 403 403 403",
    "POST consultations/explanations": "422 403 403 422 403 403 403 403",
    "GET cluster-events": "200 403 403 200 403 403 403 403",
    "POST cluster-events/explanations": "422 403 403 422 403 403 403 403",
    "GET coaching-sessions": "200 403 403 200 403 403 403 403",
    "GET coaching-sessions/accounts": "200 403 403 200 403 403 403 403",
    "GET coaching-sessions/statement.xlsx": "200 403 403 200 403 403 403 403",
    "POST proposals": "422 422 422 422 403 403 403 403",
    "POST explanations": "422 422 422 422 403 403 403 403",
    "POST publications": "422 422 422 422 403 403 403 403",
    "GET feeds": "200 200 200 200 200 200 200 403",
    "POST feeds": "422 422 422 422 422 422 422 403",
    "GET busy-calendars": "200 403 403 200 403 403 403 403",
    "POST busy-calendars": "422 403 403 422 403 403 403 403",
    "GET imports": "200 200 403 200 403 403 403 403",
    "POST imports": "422 422 403 422 403 403 403 403",
    "GET jobs": "200 200 200 403 403 403 403 200",
    "GET users": "200 403 403 403 403 403 403 403",
    "POST users": "422 403 403 403 403 403 403 403",
    "GET tenants": "200 200 200 200 200 200 200 200",
    "POST tenants": "403 403 403 403 403 403 403 422",
    "GET tokens": "200 200 200 200 200 200 200 403",
    "POST tokens": "422 422 422 422 422 422 422 403",
    "GET reports/coverage": "200 200 200 403 403 403 403 403",
    "GET reports/coverage.xlsx": "200 200 200 403 403 403 403 403",
    "GET reports/statements": "200 200 200 403 200 200 403 403",
    "GET reports/statements.xlsx": "200 200 200 403 200 200 403 403",
    "GET reports/credentials": "200 200 200 403 200 200 403 403",
    "GET reports/credentials.xlsx": "200 200 200 403 200 200 403 403",
    "GET rules": "200 200 200 200 200 200 200 200",
    "GET glossary": "200 200 200 200 200 200 200 200",
    "GET audit-events": "200 403 403 403 403 403 403 403",
    "GET sessions/current": "200 200 200 200 200 200 200 200",
    "POST sessions/current/password": "422 422 422 422 422 422 422 422",
}
ENDS_A_SIGN_IN = "DELETE sessions/current"
"""Open to all who signed in; kept out of the walk because it ends the walker."""

OPEN = {
    "POST /api/v1/sessions",
    "GET /api/v1/openapi.json",
    "GET /api/v1/docs",
    "GET /healthz",
    "GET /readyz",
    "GET /hilfe/fehler/<name>",
    "GET /static/<path:name>",
    "GET /feeds/<secret>.ics",
    "GET /feeds/<secret>/events/<uuid:uid>.ics",
    "GET /robots.txt",
}
"""For whoever comes; a feed is opened by its secret alone."""
