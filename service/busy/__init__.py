"""Foreign calendars: read for the times somebody is busy, and for nothing else."""
