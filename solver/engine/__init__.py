"""The engine: a linear model and ordered objectives in, proven values out.

It knows nothing of children or places. ``tiers`` solves one objective after another;
``relaxation`` answers most of them, ``certificate`` turns its answer into a proof in
exact integers, ``cpsat`` decides what the relaxation leaves open.
"""
