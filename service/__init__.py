"""The application: what people may do, stored state, calendars, jobs."""
