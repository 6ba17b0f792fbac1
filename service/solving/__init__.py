"""Solving a document: rules, a supervised process that computes, and its answers."""
