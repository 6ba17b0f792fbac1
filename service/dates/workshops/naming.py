"""Events by name: what it is, which of several, whose it is."""

from collections.abc import Mapping
from typing import Final

from service.calendars.programme.wording import event_of_office, event_summary
from service.domain.kinds import ClusterEventKind

#: Facts that name an event by the solver's id.
EVENT_FACTS: Final = ("event", "earlier_event")


def event_title(event: str, names: Mapping[str, str]) -> str:
    """``QE-Werkstatt 2: Verbund Ost`` of an event's id; as it is if it is none."""
    cluster, _, rest = event.partition("/")
    kind, _, number = rest.partition("/")
    if not rest:
        known = event in tuple(ClusterEventKind)
        return event_summary(ClusterEventKind(event), 1) if known else event
    summary = event_summary(ClusterEventKind(kind), int(number))
    return event_of_office(summary, names.get(cluster, cluster))


def with_events(
    names: Mapping[str, str], facts: Mapping[str, object]
) -> Mapping[str, str]:
    """Names, and those of the events that facts speak of."""
    events = {str(facts[fact]) for fact in EVENT_FACTS if fact in facts}
    return {**names, **{event: event_title(event, names) for event in events}}


def cluster_of(event: str) -> str | None:
    """The cluster whose event it is; ``None`` for a conference of all."""
    cluster, _, rest = event.partition("/")
    return cluster if rest else None
