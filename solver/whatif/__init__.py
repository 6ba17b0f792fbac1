"""What would mend the net: changes one by one, each verified, the best ones first.

``problem`` says what may be changed and what it costs, ``candidates`` makes the changes
worth trying from what a stress test leaves open, ``siting`` finds spots for a base,
``vary`` applies a change, and ``ranking.whatif`` evaluates the changed net with the
evaluator of the stress test itself. Nothing is estimated: what is not evaluated is left
out because a proven bound says that it cannot be among the best.
"""
