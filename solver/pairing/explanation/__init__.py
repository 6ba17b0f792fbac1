"""Why this team, why not these two, why alone, and what would help: all re-counted."""
