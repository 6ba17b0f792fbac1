"""The outside format of matchings of coaches and kindergartens."""
