"""Avatars: the drawn set that comes with us, and people's own pictures, written anew."""
