"""Season pairing as a study: who should stand in for whom, on a map and in figures."""
