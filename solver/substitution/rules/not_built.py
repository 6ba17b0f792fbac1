"""Rules of the catalogue that are not built: every plan lists them as not checked.

All of them are built now. Whoever adds a rule to the catalogue before it is built puts
its ``RuleInfo`` here, with a sentence that says what nobody has checked.
"""

from solver.rule import RuleInfo

NOT_BUILT: tuple[RuleInfo, ...] = ()
