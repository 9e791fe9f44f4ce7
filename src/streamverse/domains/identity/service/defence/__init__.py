"""What slows down and shuts out whoever guesses passwords, without shutting out the owner."""
