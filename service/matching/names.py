"""Names of coaches, kindergartens and counties as one viewer may read them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.tenancy import Area
from service.db.tables.workshops import Cluster, ClusterMember
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.i18n import translate as _

#: They know everybody of their programme by name.
COORDINATING: Final = (Role.COORDINATOR, Role.ADMINISTRATOR)
SOME_COACH = "eine Prozessbegleitung"
_NAMED: Final[
    Mapping[type[Coach | Kindergarten], tuple[InstrumentedAttribute[str], ...]]
] = {
    Coach: (Coach.given_name, Coach.family_name),
    Kindergarten: (Kindergarten.name,),
}


def programme_names(
    session: Session, actor: Actor, ids: Collection[UUID], own: Collection[UUID] = ()
) -> Mapping[str, str]:
    """Name of each id in sentences; other coaches get a neutral word.

    Kindergartens, counties, clusters and communes are institutions: their names are no
    secret. Of coaches and kindergartens that share a name each is told with its code.

    Parameters
    ----------
    own
        Coaches whose name the viewer may read because an engagement binds them.
    """
    wanted = sorted(set(ids))
    full = actor.has(*COORDINATING)
    names: dict[str, str] = {}
    for key, name in _told_apart(session, Coach, wanted):
        known = full or key in own
        names[str(key)] = name if known else _(SOME_COACH)
    for key, name in _told_apart(session, Kindergarten, wanted):
        names[str(key)] = name
    for id_, named in (
        (Area.id, Area.name),
        (Cluster.id, Cluster.name),
        (ClusterMember.id, ClusterMember.commune),
    ):
        found = session.execute(select(id_, named).where(id_.in_(wanted)))
        names.update((str(key), name) for key, name in found)
    return names


def _told_apart(
    session: Session, table: type[Coach | Kindergarten], ids: Collection[UUID]
) -> Iterator[tuple[UUID, str]]:
    """Ids with names, and with codes where another one of the programme has it, too."""
    named = _NAMED[table]
    often = select(*named).group_by(*named).having(func.count() > 1)
    shared = {tuple(row) for row in session.execute(often)}
    wanted = select(table.id, table.code, *named).where(table.id.in_(ids))
    for key, code, *parts in session.execute(wanted):
        name = " ".join(parts).strip()
        yield key, f"{name} ({code})" if tuple(parts) in shared else name
