"""What stands, as calendars: one event per recipient, one document per feed."""
