"""Questions about dates: why this one, why not another, why none, what would help."""
