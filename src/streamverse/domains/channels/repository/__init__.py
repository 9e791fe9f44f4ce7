"""Every query about channels."""
