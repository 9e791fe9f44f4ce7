"""What a viewer finds: the index of all there is to watch, and the questions asked of it."""
