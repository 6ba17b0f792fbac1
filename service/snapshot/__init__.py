"""Stored state as a pseudonymous planning problem, and plans back as stored rows."""

from service.snapshot.snapshot import Snapshot
from service.snapshot.take import take_snapshot

__all__ = ["Snapshot", "take_snapshot"]
