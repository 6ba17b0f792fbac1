"""Plain nouns: stored things that are read, created, changed and deleted, no more.

Each is described as data in ``catalogue``: its table, who may read and change it, and
which columns are told. Types, lengths, vocabularies and references come from the table
itself, so that description and storage cannot drift apart. Whatever has a life of its
own (absences, proposals, publications, …) has use cases instead.
"""
