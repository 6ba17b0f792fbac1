"""Invented programmes: real places of Thüringen, coaches and kindergartens made up."""
