"""Rule profiles as dated data, one file per Land."""
