"""Calendar feeds: from publications to iCalendar bytes."""
