"""All plain nouns."""

from service.nouns.groups.care import CARE
from service.nouns.groups.children import CHILDREN
from service.nouns.groups.coaches import COACHES
from service.nouns.groups.kindergartens import KINDERGARTENS
from service.nouns.groups.people import PEOPLE
from service.nouns.groups.places import PLACES
from service.nouns.groups.planning import PLANNING
from service.nouns.groups.programme import PROGRAMME
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
    *PROGRAMME,
    *COACHES,
    *KINDERGARTENS,
)
BY_PATH = {noun.path: noun for noun in NOUNS}
BY_TABLE = {noun.name: noun for noun in NOUNS if not noun.part}
