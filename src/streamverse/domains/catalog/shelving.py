"""What the home page is made of, as the door gives it: cards, layouts, genres, popularity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.audience import Audience
from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.events import TitlesChanged
from streamverse.domains.catalog.languages import broader, named
from streamverse.domains.catalog.repository import collections as collections_repository
from streamverse.domains.catalog.repository import layouts as layouts_repository
from streamverse.domains.catalog.repository import popularity as popularity_repository
from streamverse.domains.catalog.repository import shelves as shelves_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.schemas.layouts import AudienceInput, LayoutRow
from streamverse.domains.catalog.schemas.titles import TitleCard
from streamverse.domains.catalog.service.collections.open import is_open
from streamverse.domains.catalog.service.collections.shelves import marks_for
from streamverse.kit import outbox
from streamverse.kit.db import ReadSession, WriteSession

MOVED_MUCH = 0.25
"""By what share of the larger one a score has to move for search to be told."""
MOST_TOLD = 500


@dataclass(frozen=True, slots=True)
class HomeLayout:
    """A published layout: its rows from the top, and whom and when it is for."""

    rows: tuple[LayoutRow, ...]
    audience: AudienceInput
    from_at: datetime | None = None
    until_at: datetime | None = None

    def fits(self, audience: Audience) -> bool:
        """Whether it is for an audience, now."""
        wish, asker = self.audience, audience.asker
        is_on = (self.from_at is None or self.from_at <= asker.at) and (
            self.until_at is None or asker.at < self.until_at
        )
        spoken = {tag for language in audience.languages[:1] for tag in broader(language)}
        return (
            is_on
            and (wish.is_kids is None or wish.is_kids == audience.is_kids)
            and (not wish.territories or asker.country in wish.territories)
            and (not wish.plans or asker.plan in wish.plans)
            and (not wish.languages or not spoken.isdisjoint(wish.languages))
        )


@dataclass(frozen=True, slots=True)
class ShelfNames:
    """What genres, categories and collections are called in an audience's language.

    Of a collection (slug, name).
    """

    genres: Mapping[str, str]
    categories: Mapping[str, str]
    collections: Mapping[UUID, tuple[str, str]]


async def cards_for(
    session: ReadSession, audience: Audience, title_ids: Iterable[UUID]
) -> dict[UUID, TitleCard]:
    """Return titles as cards in an audience's language, with what they are offered for.

    It is for ids that `fill_shelves` or `titles_offered` gave: nothing is hidden here.
    """
    titles = await repository.titles_by_id(session, title_ids)
    marks = marks_for(audience)
    return {card.id: card for card in await cards(session, list(titles.values()), marks)}


async def published_layouts(session: ReadSession) -> tuple[HomeLayout, ...]:
    """Return the published layouts, the highest priority first."""
    return tuple(
        HomeLayout(
            rows=tuple(LayoutRow.model_validate(each) for each in row.rows),
            audience=AudienceInput.model_validate(row.audience),
            from_at=row.from_at,
            until_at=row.until_at,
        )
        for row in await layouts_repository.layouts(session, is_published=True)
    )


async def names_for(
    session: ReadSession, audience: Audience, rows: Sequence[LayoutRow]
) -> ShelfNames:
    """Return what the rows of a layout are called where they don't say it themselves.

    Of collections those alone that are open to this audience now: a row of another is left out.
    """
    languages, asker = audience.languages, audience.asker
    genres = await layouts_repository.genre_names(session, {r.genre for r in rows if r.genre})
    categories = await layouts_repository.category_names(
        session, {row.category for row in rows if row.category}
    )
    collections = await collections_repository.by_id(
        session, {row.collection_id for row in rows if row.collection_id}
    )
    return ShelfNames(
        genres={slug: named(*each, languages) for slug, each in genres.items()},
        categories={slug: named(*each, languages) for slug, each in categories.items()},
        collections={
            each.id: (each.slug, named(each.name, each.names, languages))
            for each in collections.values()
            if is_open(each, asker.country, asker.at)
        },
    )


async def largest_genres(session: ReadSession, limit: int) -> tuple[str, ...]:
    """Return the slugs of the genres with the most titles."""
    return tuple(slug for slug, _, _ in await shelves_repository.largest_genres(session, limit))


async def next_change(
    session: ReadSession, title_ids: Iterable[UUID], after: datetime
) -> datetime | None:
    """Return when the first of these titles may leave by itself; None for never."""
    return await shelves_repository.next_change(session, title_ids, after)


async def popular_titles(session: ReadSession) -> dict[UUID, float]:
    """Return the score of every title that has one."""
    return await popularity_repository.scores(session)


async def set_popularity(session: WriteSession, scores: Mapping[UUID, float]) -> None:
    """Let titles have these scores; versions stay as they are.

    One event tells of those whose score moved much: search sorts by it.
    """
    before = await popularity_repository.scores_of(session, scores)
    changed = {each: score for each, score in scores.items() if before.get(each) != score}
    there = {each: score for each, score in changed.items() if each in before}
    await popularity_repository.set_scores(session, there)
    moved = [each for each, score in there.items() if has_moved_much(before[each], score)]
    for start in range(0, len(moved), MOST_TOLD):
        outbox.publish(session, TitlesChanged(tuple(moved[start : start + MOST_TOLD])))


def has_moved_much(before: float, after: float) -> bool:
    """Whether a score moved by a good share of the larger one."""
    return abs(after - before) > MOVED_MUCH * max(before, after)
