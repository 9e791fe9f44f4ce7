"""Invitations: places in a closed beta, each for one email and once."""
