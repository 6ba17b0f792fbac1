"""Invent a programme: the same arguments give the same one on every machine."""

from service.errors import InputFault, InvalidInput
from service.imports.sheets import PROGRAMME_SHEETS
from service.programmes.clusters import add_clusters
from service.programmes.coaches import add_coaches, write_coaches
from service.programmes.frame import add_frame
from service.programmes.kindergartens import add_kindergartens, write_kindergartens
from service.programmes.programme import Draft, Programme
from service.programmes.relations import add_relations

REFERENCE_YEAR = 2027
_BOUNDS = {
    "kindergartens": (1, 2_000, "Anzahl der Kitas"),
    "coaches": (1, 300, "Anzahl der Prozessbegleitungen"),
    "tightness_percent": (10, 200, "Auslastung in Prozent"),
    "year": (2020, 2100, "Programmjahr"),
}


def make_programme(
    kindergartens: int = 70,
    coaches: int = 12,
    *,
    tightness_percent: int = 85,
    year: int = REFERENCE_YEAR,
    seed: int = 1,
) -> Programme:
    """Invent a programme in Thüringen with its coaches, kindergartens and counties.

    Parameters
    ----------
    kindergartens, coaches
        How many, 1 to 2,000 and 1 to 300.
    tightness_percent
        Wished hours with ways (to near coaches), of all hours coaches have [%].
    year
        The programme year; last year's engagements lie before it.
    seed
        Another seed, another programme.

    Raises
    ------
    InvalidInput
        If a number cannot be.
    """
    _require(
        {
            "kindergartens": kindergartens,
            "coaches": coaches,
            "tightness_percent": tightness_percent,
            "year": year,
        }
    )
    draft = Draft(kindergartens, coaches, tightness_percent, year, seed)
    add_frame(draft)
    add_kindergartens(draft)
    add_coaches(draft)
    add_relations(draft)
    write_coaches(draft)
    write_kindergartens(draft)
    add_clusters(draft)
    for sheet in PROGRAMME_SHEETS:
        draft.rows.setdefault(sheet.noun.name, [])
    return draft.finished()


def _require(numbers: dict[str, int]) -> None:
    faults = []
    for name, number in numbers.items():
        least, most, title = _BOUNDS[name]
        if not least <= number <= most:
            text = f"{title}: {least} bis {most}."
            faults.append(InputFault(f"/{name}", text, "range"))
    if faults:
        raise InvalidInput(" ".join(fault.detail for fault in faults), faults)
