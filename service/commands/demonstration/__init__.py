"""The parts of ``lueckenlos demo``: stage, cast and story."""
