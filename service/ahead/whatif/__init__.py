"""What would mend the net as a study: changes, what each covers and costs."""
