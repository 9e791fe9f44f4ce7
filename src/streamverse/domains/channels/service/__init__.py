"""The rules of channels, a verb per file."""
