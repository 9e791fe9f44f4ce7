"""Genres and categories, as editors keep them; tags, as titles have them."""

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog.events import TaxonomyChanged
from streamverse.domains.catalog.languages import named
from streamverse.domains.catalog.maturity import ceiling_of
from streamverse.domains.catalog.models import CategoryRow, GenreRow
from streamverse.domains.catalog.people_errors import MergedWithItself, TermNotFound, TermTaken
from streamverse.domains.catalog.repository import taxonomy as repository
from streamverse.domains.catalog.repository.taxonomy import Shelf, Term
from streamverse.domains.catalog.repository.visible import is_public
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.taxonomy import GenreCount, GenreList, TagCount, TermInput
from streamverse.domains.catalog.slugs import free_of, numbered, slug_of
from streamverse.domains.identity.public import Caller
from streamverse.kit import outbox
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import Page

__all__ = ["Shelf", "create", "delete", "list_tags", "list_terms", "merge", "replace", "shown"]


async def list_terms(
    session: ReadSession,
    shelf: Shelf,
    viewer: Caller,
    asker: Asker,
    languages: tuple[str, ...] = (),
    *,
    with_empty: bool = False,
) -> GenreList:
    """Return the genres or categories that have titles for a viewer, or all, in their order."""
    is_shown = is_public(ceiling_of(viewer), asker)
    counted = await repository.counted_terms(session, shelf, is_shown)
    return GenreList(
        items=[
            shown(each.term, each.amount, languages)
            for each in counted
            if each.amount or with_empty
        ]
    )


async def create(session: WriteSession, shelf: Shelf, wish: TermInput) -> GenreCount:
    """Make a genre or a category. Raises TermTaken."""
    plain = slug_of(wish.name, "other")
    candidates = [wish.slug] if wish.slug else numbered(plain)
    taken = await repository.terms_taken(session, shelf, candidates)
    if wish.slug in taken:
        raise TermTaken(wish.slug)
    row = _made(shelf, wish.slug or free_of(plain, taken), wish)
    session.add(row)
    await _flush(session)
    outbox.publish(session, TaxonomyChanged())
    return shown(row, 0)


async def replace(session: WriteSession, shelf: Shelf, slug: str, wish: TermInput) -> GenreCount:
    """Change a genre or a category; under another slug it takes its titles along.

    Raises TermNotFound, TermTaken.
    """
    row = await _term(session, shelf, slug)
    if wish.slug and wish.slug != slug:
        if await repository.terms_taken(session, shelf, [wish.slug]):
            raise TermTaken(wish.slug)
        old, row = row, _made(shelf, wish.slug, wish)
        session.add(row)
        await _flush(session)
        await repository.move_titles(session, shelf, slug, row.slug)
        await session.delete(old)
    row.name, row.names, row.position = wish.name, dict(wish.names), wish.position
    outbox.publish(session, TaxonomyChanged())
    return shown(row, 0)


async def merge(session: WriteSession, shelf: Shelf, slug: str, into: str) -> GenreCount:
    """Let what has one have the other, and take the one away.

    Raises TermNotFound, MergedWithItself.
    """
    row, other = await _term(session, shelf, slug), await _term(session, shelf, into)
    if slug == into:
        raise MergedWithItself
    await repository.move_titles(session, shelf, slug, into)
    await session.delete(row)
    outbox.publish(session, TaxonomyChanged())
    return shown(other, 0)


async def delete(session: WriteSession, shelf: Shelf, slug: str) -> None:
    """Take a genre or a category away, and from all titles. Raises TermNotFound."""
    row = await _term(session, shelf, slug)
    await repository.move_titles(session, shelf, slug, None)
    await session.delete(row)
    outbox.publish(session, TaxonomyChanged())


async def list_tags(
    session: ReadSession, viewer: Caller, asker: Asker, words: str, limit: int
) -> Page[TagCount]:
    """Return tags that begin so, of titles that a viewer may find."""
    slug = slug_of(words, "") if words else ""
    is_shown = is_public(ceiling_of(viewer), asker)
    found = await repository.tags_beginning(session, slug, is_shown, limit)
    return Page[TagCount](
        items=[TagCount(slug=each, name=name, title_count=count) for each, name, count in found]
    )


def shown(row: Term, amount: int, languages: tuple[str, ...] = ()) -> GenreCount:
    """Return a genre or a category as JSON."""
    return GenreCount(
        slug=row.slug,
        name=named(row.name, row.names, languages),
        title_count=amount,
        names=row.names,
        position=row.position,
    )


def _made(shelf: Shelf, slug: str, wish: TermInput) -> Term:
    table = GenreRow if shelf is Shelf.GENRE else CategoryRow
    return table(slug=slug, name=wish.name, names=dict(wish.names), position=wish.position)


async def _term(session: WriteSession, shelf: Shelf, slug: str) -> Term:
    row = await repository.term(session, shelf, slug)
    if row is None:
        raise TermNotFound(slug)
    return row


async def _flush(session: WriteSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:  # somebody took the slug since we looked
        raise TermTaken from error
