"""The verbs of search."""
