"""The rules of identity, a verb per file."""
