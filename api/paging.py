"""From query arguments to a page request."""

from collections.abc import Mapping
from typing import Any

from service.domain.page import PageRequest


def page_request(query: Mapping[str, Any]) -> PageRequest:
    """Which page is asked for."""
    return PageRequest(number=query["page"], size=query["page_size"])
