"""The catalogue: its schema, its check, and one file for each importer."""
