"""Which titles a filter leaves, as conditions."""

from uuid import UUID

from sqlalchemy import ColumnElement, select

from streamverse.domains.catalog.models import TitleGenreRow, TitleRow, TitleTagRow
from streamverse.domains.catalog.schemas.bulk import TitleFilter
from streamverse.domains.catalog.slugs import folded


def conditions_of(wanted: TitleFilter, owner_id: UUID | None = None) -> list[ColumnElement[bool]]:
    """Return what a title must fulfil; with an owner, only theirs."""
    conditions: list[ColumnElement[bool]] = []
    if owner_id is not None:
        conditions.append(TitleRow.owner_id == owner_id)
    if wanted.ids is not None:
        conditions.append(TitleRow.id.in_(wanted.ids))
    if wanted.kind:
        conditions.append(TitleRow.kind.in_(wanted.kind))
    if wanted.state:
        conditions.append(TitleRow.state.in_(wanted.state))
    if wanted.category:
        conditions.append(TitleRow.category == wanted.category)
    if wanted.channel is not None:
        conditions.append(TitleRow.channel_id == wanted.channel)
    if wanted.year is not None:
        conditions.append(TitleRow.year == wanted.year)
    if wanted.genre:
        genre = select(TitleGenreRow.title_id).where(TitleGenreRow.genre_slug == wanted.genre)
        conditions.append(TitleRow.id.in_(genre))
    if wanted.tag:
        tag = select(TitleTagRow.title_id).where(TitleTagRow.slug == wanted.tag)
        conditions.append(TitleRow.id.in_(tag))
    conditions.extend(
        TitleRow.folded.contains(word, autoescape=True) for word in folded(wanted.q).split()
    )
    return conditions
