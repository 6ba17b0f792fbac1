"""Who is asked about, by their codes in the association's lists."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.pairing.parameters import PairingParameters
from service.db.tables.people import Person
from service.snapshot.pseudonyms import Pseudonyms
from service.studies.parameters import refusal
from solver.json_values import Fault
from solver.pairing.problem import PairingProblem, PersonId


@dataclass(frozen=True, slots=True)
class Asked:
    """Two who might be together, and somebody whose team is to be explained."""

    together: tuple[PersonId, PersonId] | None
    why: PersonId | None


def asked_for(
    session: Session,
    codes: Pseudonyms,
    problem: PairingProblem,
    parameters: PairingParameters,
) -> Asked:
    """Who is asked for.

    Raises
    ------
    InvalidInput
        If a code is nobody's who could form a team.
    """
    names = [("/together", name) for name in parameters.together]
    if parameters.why is not None:
        names.append(("/why", parameters.why))
    people = {*problem.childminders, *problem.floaters}
    rows = dict(session.execute(select(Person.code, Person.id)).all())
    found = []
    for at, name in names:
        row = rows.get(name)
        code = None if row is None else codes.persons.get(row)
        if code is None or PersonId(code) not in people:
            raise refusal(
                Fault(
                    at,
                    f"„{name}“ ist in diesem Jahr niemand, der ein Team bilden könnte.",
                )
            )
        found.append(PersonId(code))
    why = found.pop() if parameters.why is not None else None
    return Asked((found[0], found[1]) if found else None, why)
