"""Season pairing: who should stand in for whom next year, and what it would cover."""
