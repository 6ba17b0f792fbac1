"""Substitution in childminding: problem, plan, rules and model."""
