"""What is timed: worlds of the tests, without their tests."""

from tests.api.conftest import app, built_world, still_world

__all__ = ["app", "built_world", "still_world"]
