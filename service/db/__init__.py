"""Storage: tables, engine, tenancy walls, migrations."""
