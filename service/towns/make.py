"""Invent a town: the same arguments give the same town on every machine."""

from datetime import date

from service.errors import InputFault, InvalidInput
from service.imports.sheets import SHEETS
from service.towns.children import add_children
from service.towns.geography import lands, make_districts
from service.towns.minders import add_minders
from service.towns.naming import Naming
from service.towns.people import add_people
from service.towns.proofs import add_proofs
from service.towns.relations import add_relations
from service.towns.teams import add_teams
from service.towns.town import Draft, Town

REFERENCE_MONDAY = date(2026, 11, 2)
_LEAST, _MOST = 2, 5_000


def make_town(
    childminders: int,
    seed: int = 1,
    land: str = "NW",
    *,
    monday: date = REFERENCE_MONDAY,
) -> Town:
    """Invent a town with its childminders, substitutes, children and contacts.

    Parameters
    ----------
    childminders
        How many, 2 to 5,000; floaters, staff of bases and Kitas come on top.
    seed
        Another seed, another town.
    land
        Two letters; decides the postcode area and whether shared settings exist.
    monday
        Contacts, proofs and contracts are dated as seen from this day.

    Raises
    ------
    InvalidInput
        If the size, the Land or the day cannot be.
    """
    _require(childminders, land, monday)
    draft = Draft(childminders, seed, land, monday)
    draft.districts = make_districts(draft.stream("districts"), land, childminders)
    naming = Naming(draft.stream("names"))
    _areas(draft)
    add_minders(draft, naming)
    add_teams(draft, naming)
    add_children(draft, naming)
    add_people(draft)
    add_proofs(draft)
    add_relations(draft)
    for row in draft.rows["place"]:
        row.setdefault("city", _town_name(draft))
    for sheet in SHEETS:
        draft.rows.setdefault(sheet.noun.name, [])
    return draft.finished()


def _require(childminders: int, land: str, monday: date) -> None:
    faults = []
    if not _LEAST <= childminders <= _MOST:
        text = f"Anzahl der Kindertagespflegepersonen: {_LEAST} bis {_MOST}."
        faults.append(InputFault("/childminders", text, "range"))
    if land not in lands():
        text = f"Land: eines von {', '.join(lands())}."
        faults.append(InputFault("/land", text, "choice"))
    if monday.weekday() != 0:
        faults.append(InputFault("/monday", "Der Stichtag ist ein Montag.", "weekday"))
    if faults:
        raise InvalidInput(" ".join(fault.detail for fault in faults), faults)


def _town_name(draft: Draft) -> str:
    return f"{draft.districts[0].name}stadt"


def _areas(draft: Draft) -> None:
    name = _town_name(draft)
    draft.rows["area"].append({"name": name, "kind": "municipality", "parent_id": None})
    for district in draft.districts:
        draft.rows["area"].append(
            {"name": district.name, "kind": "district", "parent_id": name}
        )
