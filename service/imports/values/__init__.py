"""How a cell is read, shown and written: one reader per kind of value."""
