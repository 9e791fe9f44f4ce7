"""The rules of profiles, a verb per file."""
