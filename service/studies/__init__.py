"""Studies: long computations on the stored state whose result is only looked at.

How to add a kind of study
--------------------------
1. A word in ``StudyKind`` and a migration that lets the column have it (stress, whatif,
   pairing and year are there).
2. One class that keeps ``service.studies.maker.StudyMaker``: its parameters as a frozen
   dataclass whose fields are made with ``solver.exchange.forms.said``, the stored state
   as work (through ``service.snapshot``), the result as a view for one reader, sheets
   and pictures of a view. It never imports the engine above its functions: the web
   process loads it too.
3. A line in ``service.studies.makers``.
4. A command: ``service.commands.common.studying`` asks, waits, tells and writes files.
"""
