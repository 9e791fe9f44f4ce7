"""What recommendations do, a verb per file."""
