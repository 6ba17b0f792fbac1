"""Questions about visits: why this host, why not another or another day, why none."""
