"""The rules of the catalog, a verb per file."""
