"""The outside format: problems and plans as people and other programs write them.

``shapes`` says what may stand in a document; reader and JSON Schema are both made from
it (``forms``, ``schema``), so they cannot disagree. ``translate`` makes the problem the
solver knows of it, ``plan_document`` writes what came out.
"""
