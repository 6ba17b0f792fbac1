"""Problem, rule profile and plan as canonical JSON bytes, and back.

The same value always gives the same bytes (sorted keys, no blanks, UTF-8), so a digest
of them identifies a problem, and a child process or another program can be handed the
work. Each document says what it is: ``{"format": …, "version": 1, "content": …}``.
"""

import json
from collections.abc import Mapping
from typing import TypeVar, cast

from solver.errors import ProblemError
from solver.json_codec import codec_of
from solver.json_values import BROKEN, Fault, Json, Reader
from solver.profile import RuleProfile
from solver.substitution.plan import Plan
from solver.substitution.problem import Problem
from solver.substitution.validate import validate

VERSION = 1

PROBLEM = "lueckenlos-substitution-problem"
PROFILE = "lueckenlos-rule-profile"
PLAN = "lueckenlos-substitution-plan"

T = TypeVar("T")


class DocumentError(ProblemError):
    """A document cannot be read; ``faults`` holds every reason with its place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        first = faults[0]
        more = f" (und {len(faults) - 1} weitere)" if len(faults) > 1 else ""
        super().__init__(f"{first.pointer or '/'}: {first.detail}{more}")


def problem_to_bytes(problem: Problem) -> bytes:
    """Canonical bytes of a problem."""
    return _to_bytes(PROBLEM, Problem, problem)


def problem_from_bytes(document: bytes) -> Problem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    problem = _from_bytes(PROBLEM, Problem, document)
    faults = validate(problem)
    if faults:
        raise DocumentError(faults)
    return problem


def profile_to_bytes(profile: RuleProfile) -> bytes:
    """Canonical bytes of a resolved rule profile."""
    return _to_bytes(PROFILE, RuleProfile, profile)


def profile_from_bytes(document: bytes) -> RuleProfile:
    """Rule profile out of its bytes.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return _from_bytes(PROFILE, RuleProfile, document)


def plan_to_bytes(plan: Plan) -> bytes:
    """Canonical bytes of a plan."""
    return _to_bytes(PLAN, Plan, plan)


def plan_from_bytes(document: bytes) -> Plan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return _from_bytes(PLAN, Plan, document)


def _to_bytes(name: str, kind: type[T], value: T) -> bytes:
    content = codec_of(kind).write(value)
    document = {"content": content, "format": name, "version": VERSION}
    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def _from_bytes(name: str, kind: type[T], document: bytes) -> T:
    reader = Reader()
    content = _content(name, parsed(document), reader)
    if reader.faults:
        raise DocumentError(tuple(reader.faults))
    value = reader.at("content", codec_of(kind).read, content)
    if reader.faults or value is BROKEN:
        raise DocumentError(tuple(reader.faults))
    return cast("T", value)


def _content(name: str, document: Json, reader: Reader) -> Json:
    """The content, after a look at what the document says it is."""
    if not isinstance(document, dict) or document.get("format") != name:
        reader.fault(f"Das ist kein Dokument vom Format „{name}“.")
        return None
    if document.get("version") != VERSION:
        reader.fault(
            f"Gelesen wird Version {VERSION}; bitte mit der passenden Fassung des"
            " Programms lesen oder neu schreiben."
        )
        return None
    if document.keys() != {"content", "format", "version"}:
        reader.fault(
            "Ein Dokument hat genau die Felder „content“, „format“ und „version“."
        )
    return document.get("content")


class _DoubledField(ValueError):
    pass


def _unique(pairs: list[tuple[str, Json]]) -> Mapping[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _DoubledField(f"Das Feld „{twice}“ steht zweimal im selben Objekt.")
    return found


def _no_constant(name: str) -> Json:
    raise _DoubledField(f"„{name}“ ist keine Zahl, mit der sich planen lässt.")


def parsed(document: bytes) -> Json:
    """The JSON value of a document; doubled fields and constants are refused.

    Raises
    ------
    DocumentError
        If it is no JSON in UTF-8.
    """
    try:
        return cast(
            "Json",
            json.loads(
                document.decode(),
                object_pairs_hook=_unique,
                parse_constant=_no_constant,
            ),
        )
    except UnicodeDecodeError as fault:
        detail = f"Das Dokument ist nicht in UTF-8 geschrieben (Byte {fault.start})."
    except json.JSONDecodeError as fault:
        detail = (
            f"Das Dokument ist kein JSON (Zeile {fault.lineno}, Spalte {fault.colno})."
        )
    except _DoubledField as fault:
        detail = str(fault)
    except RecursionError:
        detail = "Das Dokument ist zu tief verschachtelt."
    except ValueError:
        # The only other one json raises: an integer with thousands of digits.
        detail = "Das Dokument enthält eine Zahl mit zu vielen Ziffern."
    raise DocumentError((Fault("", detail),))
