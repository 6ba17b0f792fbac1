"""Contact visits: from stored state to a problem, from a plan to what stands."""
