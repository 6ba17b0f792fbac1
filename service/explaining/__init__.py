"""Questions about a plan that need solving, answered in a process of their own."""
