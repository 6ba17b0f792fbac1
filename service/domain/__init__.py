"""State with a life cycle, pure."""
