"""Pictures of a plan: what is to be seen is gathered first, then drawn as SVG."""
