"""Contact visits: who visits which household when, so that children know her."""
