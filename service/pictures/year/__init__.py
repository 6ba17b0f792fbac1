"""A coach's year as a picture: what stands when, and when she is busy otherwise."""
