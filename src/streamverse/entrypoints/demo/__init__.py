"""The demo library: films that are computed on this machine, licence CC0."""
