"""Evidence of a month: coverage, statements for payment, proofs that run out.

What is computed is apart from what is read: ``load_*`` ask the database, everything
else is pure. Whatever is counted comes from what stands (publications and cover settled
by hand), held against the needs as they are derived everywhere else.
"""
