"""API tokens of people, and API keys of machines: make, list, revoke."""
