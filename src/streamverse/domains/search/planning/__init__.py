"""What a viewer typed, turned into what the index is asked: pure."""
