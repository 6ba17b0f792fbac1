"""What a study is asked for: read strictly, kept in canonical form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast, get_type_hints

from service.errors import InputFault, InvalidInput
from solver.exchange.forms import Forms
from solver.json_codec import codec_of
from solver.json_values import BROKEN, Fault, Json, Reader

Parameters = TypeVar("Parameters")
POINTER = "/parameters"


def read_parameters(kind: type[Parameters], given: Mapping[str, Any]) -> Parameters:
    """Parameters out of JSON values; what is missing takes its default.

    Raises
    ------
    InvalidInput
        With every fault at its place.
    """
    reader = Reader()
    found = Forms().of(kind).read(cast("Json", dict(given)), reader)
    if reader.faults or found is BROKEN:
        raise refusal(*reader.faults)
    return cast("Parameters", found)


def stored_parameters(parameters: object) -> dict[str, Any]:
    """As the row keeps them, defaults spelled out; equal parameters are equal there."""
    hints = get_type_hints(type(parameters))
    return {
        name: codec_of(hint).write(getattr(parameters, name))
        for name, hint in hints.items()
    }


def parameters_from_store(
    kind: type[Parameters], stored: Mapping[str, Any]
) -> Parameters:
    """What was kept; a field that is newer than the row takes its default."""
    reader = Reader()
    found = codec_of(kind).read(cast("Json", dict(stored)), reader)
    if reader.faults or found is BROKEN:
        raise refusal(*reader.faults)
    return cast("Parameters", found)


def refusal(*faults: Fault) -> InvalidInput:
    """An error that tells what is wrong with which parameter."""
    placed = [replace(fault, pointer=POINTER + fault.pointer) for fault in faults]
    return InvalidInput(
        "Die Angaben zur Untersuchung sind nicht brauchbar: "
        + " ".join(fault.detail for fault in faults[:3]),
        [InputFault(fault.pointer, fault.detail, "parameters") for fault in placed],
    )
