"""Workshop series: from clusters of communes to dates in calendars."""
