"""Between a plan and what stands: storing, auditing, publishing, explaining."""
