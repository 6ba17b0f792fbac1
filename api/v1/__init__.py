"""The REST interface, version 1: one module per resource."""
