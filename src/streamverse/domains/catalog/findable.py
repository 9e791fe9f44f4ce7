"""Published titles and people as an index of them takes them: all that can be looked for.

Whoever keeps an index asks for these by ids; what is not among the answers is not to be found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.pictures import image_url
from streamverse.domains.catalog.repository import findable as repository
from streamverse.domains.catalog.repository import rights as rights_repository
from streamverse.domains.catalog.rights import Window
from streamverse.domains.media.public import AssetSummary, asset_summaries
from streamverse.kit.db import ReadSession

THUMBNAIL_WIDTH = 300
ROLES = ("poster", "still", "square", "portrait")
TITLES_A_PERSON = 200
"""Enough to tell where somebody may be found."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture of something."""

    url: str = ""
    color: str = ""


NO_PICTURE = Picture()


@dataclass(frozen=True, slots=True)
class Text:
    """Something's texts in one language ("" is the original's, where nobody said which)."""

    language: str
    name: str
    tagline: str = ""
    synopsis: str = ""


@dataclass(frozen=True, slots=True)
class Credited:
    """Somebody's part in a title."""

    person_id: UUID
    names: tuple[str, ...]
    role: str
    character: str


@dataclass(frozen=True, slots=True)
class Label:
    """A genre, a category or a tag, by all its names."""

    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindableEpisode:
    """An episode of a series. `chapters` are (seconds, name)."""

    id: UUID
    season: int
    number: int
    texts: tuple[Text, ...]
    asset_id: UUID | None
    released_on: date | None
    runtime_seconds: float | None
    picture: Picture
    chapters: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FindableTitle:
    """A published title. `is_members_only`: only members of its channel may see it."""

    id: UUID
    slug: str
    kind: TitleKind
    name: str
    texts: tuple[Text, ...]
    year: int | None
    min_age: int | None
    original_language: str
    languages: tuple[str, ...]
    genres: tuple[Label, ...]
    tags: tuple[Label, ...]
    category: Label | None
    credits: tuple[Credited, ...]
    channel_id: UUID | None
    is_members_only: bool
    asset_id: UUID | None
    runtime_seconds: float | None
    popularity: float
    listed_at: datetime
    released_on: date | None
    expire_at: datetime | None
    windows: tuple[Window, ...]
    picture: Picture
    chapters: tuple[tuple[float, str], ...]
    episodes: tuple[FindableEpisode, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """A title's genres by their slugs, and the language it was made in."""

    genres: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class FindableRights:
    """Where a published title may be found, and nothing else of it."""

    id: UUID
    min_age: int | None
    channel_id: UUID | None
    is_members_only: bool
    expire_at: datetime | None
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class FindablePerson:
    """Somebody with credits in published titles, the most watched first."""

    id: UUID
    slug: str
    names: tuple[str, ...]
    biography: str
    picture: Picture
    title_ids: tuple[UUID, ...]


Names = Mapping[str, tuple[str, dict[str, str]]]


async def findable_titles(session: ReadSession, ids: Iterable[UUID]) -> list[FindableTitle]:
    """Return those of these titles that are published, with their episodes and chapters."""
    rows = await repository.published(session, ids)
    found = [row.id for row in rows]
    episodes = await repository.episodes_of(session, found)
    facts = _Facts(
        texts=await repository.texts_of(session, found),
        genres=await repository.genres_of(session, found),
        tags=await repository.tags_of(session, found),
        credits=(parts := await repository.credits_of(session, found)),
        people=await repository.names_of_people(
            session, (each.person_id for several in parts.values() for each in several)
        ),
        chapters=await repository.chapters_of(session, found),
        pictures=await repository.pictures_of(session, found),
        genre_names=await repository.genre_names(session),
        category_names=await repository.category_names(session),
        windows=await rights_repository.windows_of(session, found),
        assets=await asset_summaries(session, _assets(rows, episodes)),
        episodes=episodes,
    )
    return [facts.title(row) for row in rows]


async def labels_of_titles(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, Labels]:
    """Return what titles are sorted under; those that are gone are left out."""
    languages = await repository.languages_of(session, ids)
    genres = await repository.genres_of(session, languages)
    return {
        title_id: Labels(tuple(row.genre_slug for row in genres.get(title_id, ())), language)
        for title_id, language in languages.items()
    }


async def findable_rights(session: ReadSession, ids: Iterable[UUID]) -> list[FindableRights]:
    """Return where those of these titles that are published may be found."""
    rows = await repository.rights(session, ids)
    windows = await repository.windows_of(session, (row.id for row in rows))
    return [
        FindableRights(
            id=row.id,
            min_age=row.min_age,
            channel_id=row.channel_id,
            is_members_only=row.is_members_only,
            expire_at=row.expire_at,
            windows=tuple(map(rights_repository.window_of, windows.get(row.id, ()))),
        )
        for row in rows
    ]


async def findable_people(session: ReadSession, ids: Iterable[UUID]) -> list[FindablePerson]:
    """Return those of these people who have a credit in a published title."""
    appearances = await repository.credits_by_person(session, ids)
    rows = await repository.people(session, appearances)
    pictures = await repository.portraits_of(session, rows)
    return [
        FindablePerson(
            id=row.id,
            slug=row.slug,
            names=(row.name, *row.also_known_as),
            biography=row.biography,
            picture=_picture(pictures.get(row.id, ()), None),
            title_ids=tuple(
                dict.fromkeys(each.title_id for each in appearances[row.id][:TITLES_A_PERSON])
            ),
        )
        for row in rows.values()
    ]


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that was read for some titles."""

    texts: repository.Rows
    genres: repository.Rows
    tags: repository.Rows
    credits: repository.Rows
    people: Mapping[UUID, Any]
    chapters: repository.Rows
    pictures: repository.Rows
    genre_names: Names
    category_names: Names
    windows: Mapping[UUID, Sequence[Any]]
    assets: Mapping[UUID, AssetSummary]
    episodes: repository.Rows

    def title(self, row: TitleRow) -> FindableTitle:
        """Return one title with what belongs to it."""
        asset = self._asset(row.asset_id or row.face_asset_id)
        runtime = row.runtime_seconds or (asset.duration_seconds if asset else None)
        return FindableTitle(
            id=row.id,
            slug=row.slug,
            kind=TitleKind(row.kind),
            name=row.name,
            texts=self._texts(row.id, row.name, row.tagline, row.synopsis, row),
            year=row.year,
            min_age=row.min_age,
            original_language=row.original_language,
            languages=tuple(row.languages),
            genres=tuple(self._genre(each.genre_slug) for each in self.genres.get(row.id, ())),
            tags=tuple(Label(each.slug, (each.name,)) for each in self.tags.get(row.id, ())),
            category=_label(self.category_names, row.category) if row.category else None,
            credits=tuple(self._credited(each) for each in self.credits.get(row.id, ())),
            channel_id=row.channel_id,
            is_members_only=row.is_members_only,
            asset_id=row.asset_id,
            runtime_seconds=runtime,
            popularity=row.popularity,
            listed_at=row.listed_at,
            released_on=row.released_on,
            expire_at=row.expire_at,
            windows=tuple(map(rights_repository.window_of, self.windows.get(row.id, ()))),
            picture=_picture(self.pictures.get(row.id, ()), asset),
            chapters=self._chapters(row.id),
            episodes=tuple(map(self._episode, self.episodes.get(row.id, ()))),
        )

    def _episode(self, row: Any) -> FindableEpisode:
        asset = self._asset(row.asset_id)
        return FindableEpisode(
            id=row.id,
            season=row.season,
            number=row.number,
            texts=self._texts(row.id, row.name, "", row.synopsis),
            asset_id=row.asset_id,
            released_on=row.released_on,
            runtime_seconds=row.runtime_seconds or (asset.duration_seconds if asset else None),
            picture=_picture(self.pictures.get(row.id, ()), asset),
            chapters=self._chapters(row.id),
        )

    def _texts(
        self, subject: UUID, name: str, tagline: str, synopsis: str, row: TitleRow | None = None
    ) -> tuple[Text, ...]:
        language = row.original_language if row is not None else ""
        first = Text(language, name, tagline, synopsis)
        if row is None and subject not in self.texts:
            return (first,)
        original = (Text(language, row.original_name),) if row and row.original_name else ()
        others = (
            Text(each.language, each.name, each.tagline, each.synopsis)
            for each in self.texts.get(subject, ())
        )
        return (first, *original, *others)

    def _credited(self, row: Any) -> Credited:
        person = self.people.get(row.person_id)
        names = (person.name, *person.also_known_as) if person else ()
        return Credited(row.person_id, names, row.role, row.character)

    def _genre(self, slug: str) -> Label:
        return _label(self.genre_names, slug)

    def _chapters(self, subject: UUID) -> tuple[tuple[float, str], ...]:
        marked = self.chapters.get(subject)
        return tuple((each.from_seconds, each.name) for each in marked) if marked else ()

    def _asset(self, asset_id: UUID | None) -> AssetSummary | None:
        asset = self.assets.get(asset_id) if asset_id else None
        return None if asset is None or asset.is_deleted else asset


def _assets(rows: Iterable[TitleRow], episodes: repository.Rows) -> set[UUID]:
    of_titles = {each for row in rows for each in (row.asset_id, row.face_asset_id) if each}
    shown = (each.asset_id for several in episodes.values() for each in several)
    return of_titles | {each for each in shown if each}


def _label(known: Names, slug: str) -> Label:
    name, names = known.get(slug, (slug, {}))
    return Label(slug, tuple(dict.fromkeys((name, *names.values()))))


def _picture(rows: Iterable[Any], asset: AssetSummary | None) -> Picture:
    """Return the picture that is shown beside a name: the smallest that is large enough."""
    by_role = {row.role: row for row in rows} if rows else {}
    row = next((by_role[role] for role in ROLES if role in by_role), None) if by_role else None
    if row is not None and row.images:
        images = sorted(row.images, key=lambda image: image["width"])
        chosen = next((each for each in images if each["width"] >= THUMBNAIL_WIDTH), images[-1])
        return Picture(image_url(chosen["key"]), row.dominant_color)
    if asset is None or not asset.poster_urls:
        return NO_PICTURE
    posters = sorted(asset.poster_urls, key=lambda image: image.width)
    poster = next((each for each in posters if each.width >= THUMBNAIL_WIDTH), posters[-1])
    return Picture(poster.url, poster.dominant_color)
