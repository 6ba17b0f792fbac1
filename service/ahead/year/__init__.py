"""The Kita year as a study: who is away when, what stays open, what would mend it."""
