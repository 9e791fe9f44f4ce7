"""StreamVerse: run your own streaming service."""
