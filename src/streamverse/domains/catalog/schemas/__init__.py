"""The catalog's JSON, by topic."""
