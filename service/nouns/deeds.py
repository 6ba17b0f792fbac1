"""From the fields of a noun to the use cases that stand in for plain storing."""

from typing import Any, cast
from uuid import UUID

from service.access import Action, load
from service.db.store import Store, expect_version
from service.db.tables.absences import Absence, GuardianWish
from service.db.tables.children import ChildAbsence
from service.db.tables.planning import Arrangement
from service.domain.actor import Actor
from service.domain.kinds import ArrangementKind
from service.nouns.noun import Deeds, Target, Values
from service.use_cases.arrange import (
    Arrange,
    arrange_by_hand,
    forbid,
    pin,
    release_arrangement,
)
from service.use_cases.change_absence import (
    ChangeAbsence,
    extend_absence,
    withdraw_absence,
)
from service.use_cases.report_absence import ReportAbsence, report_absence
from service.use_cases.report_child_absence import (
    ReportChildAbsence,
    report_child_absence,
    withdraw_child_absence,
)
from service.use_cases.set_guardian_wish import SetGuardianWish, set_guardian_wish
from service.use_cases.state_kindergarten_wish import WISHES, state_kindergarten_wish

_ARRANGE = {
    ArrangementKind.PIN: pin,
    ArrangementKind.FORBID: forbid,
    ArrangementKind.ARRANGED: arrange_by_hand,
}


def _sent(values: Values) -> dict[str, Any]:
    """Fields as keyword arguments; the schema has checked their types."""
    return dict(values)


def _report(store: Store, actor: Actor, values: Values) -> UUID:
    return report_absence(store, actor, ReportAbsence(**_sent(values)))


def _extend(store: Store, actor: Actor, target: Target, values: Values) -> None:
    """What is not sent stays as it is."""
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, Absence, target.row_id, Action.REPORT_ABSENCE)
        kept = {
            "last_day": row.last_day,
            "expected_return": row.expected_return,
            "end_minute": row.end_minute,
        }
        version = row.version if target.version is None else target.version
    command = ChangeAbsence(
        absence_id=target.row_id, version=version, **{**kept, **_sent(values)}
    )
    extend_absence(store, actor, command)


def _withdraw(store: Store, actor: Actor, target: Target) -> None:
    withdraw_absence(store, actor, target.row_id, target.version)


def _report_child(store: Store, actor: Actor, values: Values) -> UUID:
    return report_child_absence(store, actor, ReportChildAbsence(**_sent(values)))


def _withdraw_child(store: Store, actor: Actor, target: Target) -> None:
    with store.read(actor.tenant_id) as session:
        row = load(
            session, actor, ChildAbsence, target.row_id, Action.REPORT_CHILD_ABSENCE
        )
        expect_version(row, target.version)
    withdraw_child_absence(store, actor, target.row_id)


def _wish(store: Store, actor: Actor, values: Values) -> UUID:
    return set_guardian_wish(store, actor, SetGuardianWish(**_sent(values)))


def _change_wish(store: Store, actor: Actor, target: Target, values: Values) -> None:
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, GuardianWish, target.row_id, Action.STATE_WISH)
        expect_version(row, target.version)
        wanted = cast("bool", values.get("wanted", row.wanted))
        command = SetGuardianWish(row.absence_id, row.child_id, wanted)
    set_guardian_wish(store, actor, command)


def _arrange(store: Store, actor: Actor, values: Values) -> UUID:
    sent = _sent(values)
    kind = cast("ArrangementKind", sent.pop("kind"))
    return _ARRANGE[kind](store, actor, Arrange(**sent))


def _release(store: Store, actor: Actor, target: Target) -> None:
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, Arrangement, target.row_id, Action.ARRANGE)
        expect_version(row, target.version)
    release_arrangement(store, actor, target.row_id)


ABSENCE = Deeds(
    make=_report,
    make_columns=(
        "person_id",
        "first_day",
        "last_day",
        "expected_return",
        "start_minute",
        "end_minute",
        "absence_class",
    ),
    alter=_extend,
    alter_columns=("last_day", "expected_return", "end_minute"),
    remove=_withdraw,
)
CHILD_ABSENCE = Deeds(
    make=_report_child,
    make_columns=(
        "child_id",
        "first_day",
        "last_day",
        "start_minute",
        "end_minute",
    ),
    remove=_withdraw_child,
)
WISH = Deeds(
    make=_wish,
    make_columns=("absence_id", "child_id", "wanted"),
    alter=_change_wish,
    alter_columns=("wanted",),
)
ARRANGEMENT = Deeds(
    make=_arrange,
    make_columns=(
        "kind",
        "child_id",
        "day",
        "start_minute",
        "end_minute",
        "person_id",
        "place_id",
    ),
    remove=_release,
)


def _state_wish(store: Store, actor: Actor, target: Target, values: Values) -> None:
    state_kindergarten_wish(store, actor, target.row_id, target.version, values)


KINDERGARTEN_WISH = Deeds(alter=_state_wish, alter_columns=WISHES)
