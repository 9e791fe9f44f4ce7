"""Fixtures of collections: those of the home page, which is made of them."""

from tests.domains.recommendations.conftest import (
    editor,
    guest,
    kid,
    parent_id,
    shared,
    shelves,
    viewer,
)

__all__ = ["editor", "guest", "kid", "parent_id", "shared", "shelves", "viewer"]
