"""The operators' own door: a password is never enough."""
