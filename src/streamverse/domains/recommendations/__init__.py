"""What to watch: the home page of one viewer, and what many watch now."""
