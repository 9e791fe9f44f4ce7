"""Playback sessions, policy, the composer, media tokens."""
