"""What playback does, a verb per function."""
