"""Words that no explanation may ever say, in every field that could hold them."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.db.tables.children import Child, ChildIdentity, Guardian
from service.db.tables.people import Permit, Person
from service.db.tables.places import Place

CANARY, POSTCODE = "Kanarienvogel", "99999"


def plant(session: Session) -> None:
    """Overwrite what is sensitive and no fact of any rule."""
    for table, values in (
        (Child, {"household": CANARY, "postcode": POSTCODE}),
        (ChildIdentity, {"family_name": CANARY, "notes": CANARY}),
        (Guardian, {"given_name": CANARY, "family_name": CANARY, "email": CANARY}),
        (Guardian, {"phone": CANARY}),
        (Person, {"email": CANARY, "phone": CANARY, "institution": CANARY}),
        (Permit, {"remark": CANARY}),
        (Place, {"street": CANARY, "city": CANARY, "postcode": POSTCODE}),
    ):
        session.execute(update(table).values(**values))


def sings(text: str) -> bool:
    """Whether something sensitive is in a text."""
    return any(word in text for word in (CANARY, POSTCODE, "short_notice"))
