"""Names of rows as one viewer may read them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, may
from service.db.tables.children import Child, ChildIdentity
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.domain.actor import Actor
from service.i18n import translate as _
from service.planning.namesakes import told_apart

SOME_CHILD = "ein Kind"
SOME_PERSON = "eine andere Person"
SOME_PLACE = "ein anderer Ort"
_PERSON = (Person.given_name, Person.family_name)


def names_for(
    session: Session, actor: Actor, ids: Collection[UUID], *, full: bool
) -> Mapping[str, str]:
    """Name of each id in sentences; what the viewer may not see gets a neutral word.

    Parameters
    ----------
    ids
        Children, persons and places, mixed.
    full
        Whether the viewer plans: she reads codes and whole names, of persons who share
        one with the code. Others read first names of persons and nothing of children.
    """
    wanted = sorted(set(ids))
    names: dict[str, str] = {}
    given = _given_names(session, wanted) if may(actor, Action.READ_IDENTITIES) else {}
    for key, code in session.execute(
        select(Child.id, Child.code).where(Child.id.in_(wanted))
    ):
        name = given.get(key)
        shown = f"{name} ({code})" if name else _("Kind {code}").format(code=code)
        names[str(key)] = shown if full else _(SOME_CHILD)
    if full:
        people = told_apart(session, Person, _PERSON, wanted)
    else:
        first = select(Person.id, Person.given_name).where(Person.id.in_(wanted))
        people = ((key, name) for key, name in session.execute(first))
    names.update((str(key), name) for key, name in people)
    for key, name, street, code in session.execute(
        select(Place.id, Place.name, Place.street, Place.code).where(
            Place.id.in_(wanted)
        )
    ):
        names[str(key)] = name or street or _("Ort {code}").format(code=code)
    return names


def _given_names(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    rows = session.execute(
        select(ChildIdentity.child_id, ChildIdentity.given_name).where(
            ChildIdentity.child_id.in_(ids)
        )
    )
    return dict(rows.all())
