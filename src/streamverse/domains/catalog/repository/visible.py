"""Which titles somebody may find, as conditions of a query."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, true

from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository.channels import is_open_to
from streamverse.domains.catalog.repository.rights import offered
from streamverse.domains.catalog.rights import Asker


def is_within(ceiling: int | None) -> ColumnElement[bool]:
    """Tell what a viewer below a ceiling may see; without a min_age a title is above any."""
    return true() if ceiling is None else TitleRow.min_age <= ceiling


def is_public(
    ceiling: int | None, asker: Asker | None = None, member_of: frozenset[UUID] = frozenset()
) -> ColumnElement[bool]:
    """Tell what everybody below a ceiling may find: where `asker` is, or anywhere."""
    is_published = and_(TitleRow.state == TitleState.PUBLISHED, TitleRow.deleted_at.is_(None))
    is_shown = offered(asker) if asker else is_published
    return and_(is_shown, is_open_to(member_of), is_within(ceiling))
