"""The rules of media: a verb per function, a subject per file."""
