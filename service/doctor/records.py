"""Master data: weekday intervals and dates that can be true."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.availability import AvailabilitySlot
from service.db.tables.contracts import CareContract, ContractSlot
from service.db.tables.cooperations import Cooperation
from service.db.tables.people import Person
from service.db.tables.tenancy import RuleOverride
from service.errors import InvalidInput
from service.profiles.catalogues import catalogue_of
from service.profiles.registry import parameter_names
from service.snapshot.areas import load_areas
from service.snapshot.rules import as_override

WEEKDAYS = (
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
)


def overlapping_weekdays(session: Session) -> Iterator[tuple[str, str]]:
    """Contracts that book the same hour of a weekday twice."""
    rows = session.execute(
        select(
            CareContract.code,
            ContractSlot.weekday,
            ContractSlot.start_minute,
            ContractSlot.end_minute,
        )
        .join(ContractSlot, ContractSlot.contract_id == CareContract.id)
        .order_by(CareContract.code, ContractSlot.weekday, ContractSlot.start_minute)
    )
    for (code, weekday), slots in groupby(rows, key=lambda row: (row[0], row[1])):
        for one, other in pairwise(slots):
            if other.start_minute < one.end_minute:
                yield (
                    "weekday-twice",
                    (
                        f"Vertrag {code} bucht am {WEEKDAYS[weekday]} dieselbe Zeit "
                        "zweimal."
                    ),
                )


def numbers_of_no_rule(session: Session) -> Iterator[tuple[str, str]]:
    """Own numbers that no plan can be made with: of no rule, or no value of one."""
    areas = load_areas(session)
    for row in session.scalars(select(RuleOverride).order_by(RuleOverride.id)):
        try:
            as_override(areas, row)
        except InvalidInput as refused:
            yield "rule-number", str(refused)
        catalogue = catalogue_of(row.rule, row.parameter)
        if row.parameter not in parameter_names(row.rule, catalogue):
            yield (
                "rule-number",
                f"Die eigene Zahl {row.rule}/{row.parameter} gehört zu keiner Regel.",
            )


def dates_the_wrong_way_round(session: Session) -> Iterator[tuple[str, str]]:
    """Validity that ends before it begins."""
    for person in session.scalars(
        select(Person)
        .where(Person.active_until < Person.active_from)
        .order_by(Person.code)
    ):
        yield "dates", f"{person.code} hört auf, bevor sie anfängt."
    for cooperation in session.scalars(
        select(Cooperation)
        .where(Cooperation.valid_until < Cooperation.valid_from)
        .order_by(Cooperation.code)
    ):
        yield "dates", f"Verbund {cooperation.code} endet, bevor er beginnt."
    for slot, code in session.execute(
        select(AvailabilitySlot, Person.code)
        .join(Person, AvailabilitySlot.person_id == Person.id)
        .where(AvailabilitySlot.valid_until < AvailabilitySlot.valid_from)
        .order_by(Person.code, AvailabilitySlot.weekday)
    ):
        yield (
            "dates",
            (
                f"Die Verfügbarkeit von {code} am {WEEKDAYS[slot.weekday]} endet, "
                "bevor sie beginnt."
            ),
        )
