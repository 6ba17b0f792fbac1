"""One row of every plain noun of a programme, around one coach and one kindergarten."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from service.db.tables.coaches import (
    Coach,
    CoachConflict,
    CoachLanguage,
    CoachMonth,
    CoachStage,
    CoachTopic,
    CoachWindow,
)
from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenClosure,
    KindergartenLanguage,
    KindergartenTopic,
    PairRefusal,
)
from service.db.tables.programme import (
    CountyBudget,
    FeeBand,
    FeeBandPrice,
    ProgrammeDay,
    Topic,
)
from service.db.tables.visits import ConsultationHost, ConsultationHostTopic
from service.db.tables.workshops import Cluster, ClusterMember
from service.domain.kinds import (
    ConflictKind,
    ProgrammeDayKind,
    RefusalOrigin,
    Stage,
)

SETS = ("own", "foreign", "deleted")
DAY = date(2027, 4, 14)


def programme_rows(tag: str, area_id: UUID) -> dict[str, Any]:
    """Rows by the path of their noun, in an order in which they can be stored."""
    coach, house, host, cluster, band = (uuid4() for _ in range(5))
    number = SETS.index(tag) if tag in SETS else 0
    topic = f"T-{tag}"
    both: dict[str, Any] = {"coach_id": coach, "kindergarten_id": house}
    return {
        "topics": Topic(key=topic, title="Vernetzung"),
        "programme-days": ProgrammeDay(
            day=DAY + timedelta(days=number),
            title="Arbeitskreis",
            kind=ProgrammeDayKind.WORKING_GROUP,
        ),
        "fee-bands": FeeBand(id=band, name=f"Stufe {tag}", cents_per_hour=5500),
        "fee-band-prices": FeeBandPrice(
            fee_band_id=band, valid_from=DAY, cents_per_hour=6000
        ),
        "county-budgets": CountyBudget(
            area_id=area_id, year=2027 + number, budget_cents=900_000
        ),
        "clusters": Cluster(id=cluster, name=f"Verbund {tag}"),
        "cluster-members": ClusterMember(
            cluster_id=cluster, commune="Apolda", land="TH", participants=12
        ),
        "coaches": Coach(
            id=coach,
            code=f"PB-{tag}",
            given_name="Anja",
            family_name=f"Weg {tag}",
            sort_key=f"weg {tag}",
            monthly_minutes=1200,
        ),
        "coach-topics": CoachTopic(coach_id=coach, topic=topic, level=2),
        "coach-languages": CoachLanguage(coach_id=coach, language="ar"),
        "coach-stages": CoachStage(coach_id=coach, stage=Stage.START),
        "coach-windows": CoachWindow(
            coach_id=coach, weekday=0, start_minute=480, end_minute=960
        ),
        "coach-months": CoachMonth(
            coach_id=coach, month=date(2027, 8, 1), minutes=2400
        ),
        "kindergartens": Kindergarten(
            id=house,
            code=f"KT-{tag}",
            name=f"Haus {tag}",
            sort_key=f"haus{tag}",
            area_id=area_id,
            stage=Stage.CONSULTATION,
            min_half_hours=4,
            wished_half_hours=6,
        ),
        "kindergarten-topics": KindergartenTopic(
            kindergarten_id=house, topic=topic, weight=1
        ),
        "kindergarten-languages": KindergartenLanguage(
            kindergarten_id=house, language="ar"
        ),
        "kindergarten-closures": KindergartenClosure(
            kindergarten_id=house, first_day=DAY, last_day=DAY
        ),
        "coach-conflicts": CoachConflict(kind=ConflictKind.EMPLOYED, **both),
        "pair-refusals": PairRefusal(origin=RefusalOrigin.COACH, **both),
        "consultation-hosts": ConsultationHost(
            id=host, kindergarten_id=house, visits_per_month=2
        ),
        "consultation-host-topics": ConsultationHostTopic(host_id=host, topic=topic),
    }
