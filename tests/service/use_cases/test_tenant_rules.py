"""A tenant reads the rules with its own numbers, for itself and for an area."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.accounts.actors import NO_TENANT
from service.db.tables.tenancy import Area, RuleOverride
from service.doctor import doctor
from service.domain.kinds import AreaKind
from service.errors import InvalidInput, NotFound
from service.use_cases.tenant_rules import RulesAsked, tenant_rules
from tests.service.planning.build import MONDAY, TUESDAY
from tests.service.planning.run import propose

ON_MONDAY = RulesAsked(day=MONDAY)


@pytest.fixture
def places(store, town):
    """A municipality with four children at most, next to one without a number."""
    with store.write(town.tenant_id) as session:
        own, other = (
            Area(kind=AreaKind.MUNICIPALITY, name=name)
            for name in ("Neustadt", "Altstadt")
        )
        session.add_all((own, other))
        session.flush()
        number = RuleOverride(
            area_id=own.id,
            rule="present-at-once-person",
            parameter="max_children",
            value=4,
            source="Satzung § 3",
            valid_from=MONDAY,
            valid_until=MONDAY,
        )
        session.add(number)
        return SimpleNamespace(own=own.id, other=other.id)


def most_children(found):
    (rule,) = (r for r in found.rules if r.id == "present-at-once-person")
    (number,) = (n for n in rule.numbers if n.name == "max_children")
    return number.text, number.level, number.source


def test_the_area_that_sets_a_number_reads_it_with_level_and_source(
    store, town, places
):
    found = tenant_rules(store, town.actor, replace(ON_MONDAY, area_id=places.own))
    assert most_children(found) == ("4 Kinder", "municipality", "Satzung § 3")
    assert found.municipality == "Neustadt"


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=1), TUESDAY])
def test_outside_its_days_the_number_of_the_land_holds(store, town, places, day):
    asked = RulesAsked(day=day, area_id=places.own)
    assert most_children(tenant_rules(store, town.actor, asked))[1] == "land"


def test_elsewhere_it_does_not_hold_but_is_listed(store, town, places):
    for area in (places.other, None):
        found = tenant_rules(store, town.actor, replace(ON_MONDAY, area_id=area))
        assert most_children(found)[:2] == ("5 Kinder", "land")
        (own,) = found.overrides
        assert (own.municipality, own.text) == ("Neustadt", "4 Kinder")
        assert own.title == (
            "Gleichzeitig anwesende Kinder je Person: Höchstens gleichzeitig anwesend"
        )


def test_a_number_of_the_whole_body_holds_without_an_area(store, town):
    with store.write(town.tenant_id) as session:
        session.add(
            RuleOverride(
                rule="piece-length",
                parameter="min_piece_minutes",
                value=180,
                source="Konzept",
                valid_from=MONDAY,
            )
        )
    found = tenant_rules(store, town.actor, ON_MONDAY)
    (rule,) = (r for r in found.rules if r.id == "piece-length")
    shown = {n.name: (n.text, n.level) for n in rule.numbers}
    assert shown["min_piece_minutes"] == ("180 Minuten", "municipality")


def test_another_land_and_who_has_no_tenant_read_the_plain_rules(store, town, places):
    assert places
    there = tenant_rules(store, town.actor, replace(ON_MONDAY, land="TH"))
    assert (there.land, there.overrides) == ("TH", ())
    nobody = replace(town.actor, tenant_id=NO_TENANT)
    assert tenant_rules(store, nobody, ON_MONDAY).overrides == ()


def test_an_area_that_is_not_there_is_not_found(store, town):
    with pytest.raises(NotFound):
        tenant_rules(store, town.actor, replace(ON_MONDAY, area_id=uuid4()))


def own_number(**changes):
    values = {
        "rule": "piece-length",
        "parameter": "min_piece_minutes",
        "value": 180,
        "source": "Konzept",
        "valid_from": MONDAY,
    }
    return RuleOverride(**{**values, **changes})


def forget(store, town):
    """What no use case would have stored."""
    with store.write(town.tenant_id) as session:
        for row in session.scalars(select(RuleOverride)):
            session.delete(row)


def test_a_stored_fraction_is_refused_by_name_and_found_by_the_doctor(store, town):
    with store.write(town.tenant_id) as session:
        session.add(own_number(value=2.5))
    with pytest.raises(InvalidInput, match=r"kein Wert einer Regel: 2\.5") as refused:
        tenant_rules(store, town.actor, ON_MONDAY)
    assert refused.value.faults[0].pointer == "/piece-length/min_piece_minutes"
    with pytest.raises(InvalidInput, match=r"ab 02\.11\.2026"):
        propose(store, town.actor)
    (found,) = doctor(store)
    assert found.check == "rule-number"
    assert "2.5" in found.text
    forget(store, town)


def test_a_number_of_a_rule_of_another_version_is_told_and_found(store, town):
    ended = own_number(rule="once", valid_until=MONDAY - timedelta(days=1))
    ended.valid_from = ended.valid_until
    with store.write(town.tenant_id) as session:
        session.add(ended)
    (told,) = tenant_rules(store, town.actor, ON_MONDAY).overrides
    assert (told.title, told.text) == ("once: min_piece_minutes", "180")
    assert [found.check for found in doctor(store)] == ["rule-number"]
    forget(store, town)
