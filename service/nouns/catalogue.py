"""All plain nouns."""

from service.nouns.groups.care import CARE
from service.nouns.groups.children import CHILDREN
from service.nouns.groups.people import PEOPLE
from service.nouns.groups.places import PLACES
from service.nouns.groups.planning import PLANNING
from service.nouns.groups.relations import RELATIONS
from service.nouns.groups.tenancy import TENANCY
from service.nouns.noun import Noun

NOUNS: tuple[Noun, ...] = (
    *TENANCY,
    *PEOPLE,
    *PLACES,
    *CHILDREN,
    *CARE,
    *RELATIONS,
    *PLANNING,
)
BY_PATH = {noun.path: noun for noun in NOUNS}
BY_TABLE = {noun.name: noun for noun in NOUNS}
