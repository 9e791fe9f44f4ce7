"""Every query of identity, by topic."""
