"""Names of coaches, kindergartens and counties as one viewer may read them."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.tenancy import Area
from service.db.tables.workshops import Cluster, ClusterMember
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.i18n import translate as _
from service.planning.namesakes import told_apart

#: They know everybody of their programme by name.
COORDINATING: Final = (Role.COORDINATOR, Role.ADMINISTRATOR)
SOME_COACH = "eine Prozessbegleitung"
_COACH: Final = (Coach.given_name, Coach.family_name)
_KINDERGARTEN: Final = (Kindergarten.name,)


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
    for key, name in told_apart(session, Coach, _COACH, wanted):
        known = full or key in own
        names[str(key)] = name if known else _(SOME_COACH)
    for key, name in told_apart(session, Kindergarten, _KINDERGARTEN, wanted):
        names[str(key)] = name
    for id_, named in (
        (Area.id, Area.name),
        (Cluster.id, Cluster.name),
        (ClusterMember.id, ClusterMember.commune),
    ):
        found = session.execute(select(id_, named).where(id_.in_(wanted)))
        names.update((str(key), name) for key, name in found)
    return names
