"""Where the net of substitution tears: one normal week, and who might be away in it.

``problem`` says what a normal week is, ``evaluator`` answers what an absence leaves
uncovered, ``run.stress`` asks it of every single absence, of every pair that can
matter, and of a flu wave drawn many times. Nothing here is sampled but the wave itself:
every value is the proven first tier of the planner for that day.
"""
