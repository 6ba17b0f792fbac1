"""A Kita year ahead: cover of all announced days at once, clashes, shifts of weeks.

``run.look_ahead`` plans, finds and proves; the rest is what it is made of.
"""
