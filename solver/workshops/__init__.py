"""Workshop series: dates and hosts for clusters of communes."""
