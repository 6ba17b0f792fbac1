"""Questions about contact visits: why this, why not another, why none, what helps."""
