"""What every route shares: sessions, services, problems, request ids, security headers."""

from streamverse.kit.http.provide import Reads, Writes, provided

__all__ = ["Reads", "Writes", "provided"]
