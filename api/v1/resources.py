"""All resources of version 1, in the order of the document."""

from api.v1.nouns import NOUN_RESOURCES

RESOURCES = (*NOUN_RESOURCES,)
