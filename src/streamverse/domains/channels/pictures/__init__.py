"""Avatars and covers of channels."""
