"""The application: what people may do, stored state, calendars, jobs.

Where things are
----------------
``use_cases`` is what people do, one verb per file; ``access`` who may do it with what;
``accounts`` who somebody is; ``domain`` the vocabulary and states, pure.

Stored: ``db`` (tables, migrations, tenants), ``nouns`` (what is only read and changed),
``imports`` (workbooks), ``busy`` (foreign calendars), ``towns`` and ``programmes``
(invented data), ``doctor`` (is it whole?).

Planned: ``profiles`` (numbers of rules, dated), ``snapshot`` (stored state as a
problem), ``planning`` and ``matching`` (a plan becomes what stands), ``dates`` and
``scheduling`` (dates of a programme), ``ahead`` (stress, whatif, year, pairing,
visits), ``studies`` (long computations to look at), ``explaining`` (questions that need
solving), ``solving`` (a document without a database), ``jobs`` (long work).

Told: ``calendars``, ``reports``, ``pictures``, ``commands`` (the command line),
``translations``.

Where something new goes
------------------------
a rule
    ``solver.substitution.rules`` says how; its numbers to ``profiles``.
a noun
    A table in ``db.tables``, a migration, an entry in ``nouns.groups``: its address and
    its rights follow.
a sheet
    ``imports.sheets`` says how.
a study
    ``studies`` says how.
a deed
    A verb in ``use_cases`` with an action in ``access``; then an endpoint (``api`` says
    where) and a command in ``commands``, named in ``cli``.
a word
    ``glossary.toml``; the English of a sentence in ``translations``.
"""
