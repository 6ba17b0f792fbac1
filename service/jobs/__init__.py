"""Long work on the job table."""
