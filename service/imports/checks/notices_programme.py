"""Worth a look in a programme's file, but no reason to refuse it."""

from collections import Counter

from service.imports.checks.scene import Scene
from service.imports.entities import Entity, minute_in

_USUAL_HALF_HOURS = range(4, 11)
"""Two to five hours a month are what the programme gives."""
_COMMUNES = range(3, 5)
_LEAST_ROOM = 40


def notice_programme(scene: Scene) -> None:
    """Budgets of nothing, unusual hours, conflicts, clusters that cannot meet."""
    _budgets(scene)
    for coach in scene.of("coach"):
        _coach(scene, coach)
    for kindergarten in scene.of("kindergarten"):
        _hours(scene, kindergarten)
    _conflicts(scene)
    _hosts(scene)
    _clusters(scene)


def _budgets(scene: Scene) -> None:
    paid = {budget.values["area_id"] for budget in scene.of("county_budget")}
    for budget in scene.of("county_budget"):
        if budget.values["budget_cents"] == 0:
            expected = "ein Betrag über 0 Euro, sonst wird hier keine Kita begleitet"
            scene.notice(budget, "budget_cents", "no-budget", expected)
    if not scene.has("county_budget"):
        return
    for county in scene.of("county"):
        if county.id not in paid:
            expected = "eine Zeile im Blatt „Budgets“, sonst gilt keine Grenze"
            scene.notice(county, "name", "unlimited", expected)


def _coach(scene: Scene, coach: Entity) -> None:
    if coach.values["monthly_minutes"] == 0:
        expected = "mehr als 0 Monatsstunden, sonst begleitet sie keine Kita"
        scene.notice(coach, "monthly_minutes", "no-hours", expected)
    if not coach.values.get("fee_cents_per_hour"):
        expected = "Stundensatz oder Honorarstufe, sonst wird mit 0 Euro gerechnet"
        scene.notice(coach, "fee_cents_per_hour", "no-fee", expected)


def _hours(scene: Scene, kindergarten: Entity) -> None:
    for field in ("min_half_hours", "wished_half_hours"):
        if minute_in(kindergarten.values[field]) not in _USUAL_HALF_HOURS:
            expected = "2 bis 5 Stunden im Monat, wie im Programm üblich"
            scene.notice(kindergarten, field, "unusual-hours", expected)


def _conflicts(scene: Scene) -> None:
    conflicts = {
        (conflict.values["coach_id"], conflict.values["kindergarten_id"])
        for conflict in scene.of("coach_conflict")
    }
    expected = "eine Prozessbegleitung ohne Interessenkonflikt mit dieser Kita"
    for kindergarten in scene.of("kindergarten"):
        if (kindergarten.values.get("last_coach_id"), kindergarten.id) in conflicts:
            scene.notice(kindergarten, "last_coach_id", "in-conflict", expected)
    for engagement in scene.of("engagement"):
        values = engagement.values
        if (values["coach_id"], values["kindergarten_id"]) in conflicts:
            scene.notice(engagement, "coach_id", "in-conflict", expected)


def _hosts(scene: Scene) -> None:
    others = {
        kindergarten.id
        for kindergarten in scene.of("kindergarten")
        if kindergarten.values["stage"] != "consultation"
    }
    for host in scene.of("consultation_host"):
        if host.values["kindergarten_id"] in others:
            expected = "Kita in der Phase „Konsultation“"
            scene.notice(host, "kindergarten_id", "not-consulting", expected)


def _clusters(scene: Scene) -> None:
    if not scene.has("cluster_member"):
        return
    members = scene.of("cluster_member")
    sizes = Counter(member.values["cluster_id"] for member in members)
    rooms = {
        member.values["cluster_id"]
        for member in members
        if minute_in(member.values.get("room_capacity") or 0) >= _LEAST_ROOM
    }
    for cluster in scene.of("cluster"):
        if sizes[cluster.id] not in _COMMUNES:
            expected = "drei oder vier Kommunen im Blatt „Verbundkommunen“"
            scene.notice(cluster, "name", "cluster-size", expected)
        elif cluster.id not in rooms:
            expected = f"eine Kommune mit einem Raum für mindestens {_LEAST_ROOM}"
            scene.notice(cluster, "name", "no-room", expected)
