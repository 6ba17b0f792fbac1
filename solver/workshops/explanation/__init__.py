"""Questions about events: why this date and host, why not another, why none."""
