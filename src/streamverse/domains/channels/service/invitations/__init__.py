"""Invitations to channels."""
