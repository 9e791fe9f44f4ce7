"""What notifications do, a verb per file."""
