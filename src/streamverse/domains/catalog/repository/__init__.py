"""Every query of the catalog, by topic."""
