"""Fixtures of invitations: the people that API tokens have, too."""

from tests.domains.identity.tokens.conftest import meet

__all__ = ["meet"]
