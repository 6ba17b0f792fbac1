"""Who may do what with which rows: the only door to stored data for a person.

``require`` asks whether a role may do an action at all; ``visible`` and ``load`` find
the rows it may be done with. A row out of reach is not there: the same answer as for
an id that never was. Adding an action: name it in ``actions``, grant it in ``roles``,
and if a table is new say in ``links`` to whom its rows belong.
"""

from service.access.actions import Action, Scope
from service.access.queries import load, may_plan_area, visible
from service.access.roles import granting_roles, may, require, sees_whole_tenant

__all__ = [
    "Action",
    "Scope",
    "granting_roles",
    "load",
    "may",
    "may_plan_area",
    "require",
    "sees_whole_tenant",
    "visible",
]
