"""Bring the films to the catalog, by the same doors as everybody else."""

import shutil
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from streamverse.domains.catalog.collection_errors import CollectionSlugTaken
from streamverse.domains.catalog.errors import NumberTaken
from streamverse.domains.catalog.public import (
    ArtworkRole,
    CollectionInput,
    CollectionKind,
    CreditFact,
    CreditRole,
    EpisodeInput,
    MarkerFact,
    MarkerKind,
    RatingFact,
    SeasonInput,
    SmartQuery,
    TextFact,
    TitleInput,
    TitleKind,
    add_episode,
    add_season,
    create_collection,
    create_title,
    find_title_id,
    publish,
    set_artwork_from_file,
)
from streamverse.domains.media.public import asset_summary, create_asset_from_file
from streamverse.entrypoints.demo.film import LICENCE_TEXT, Film, Told
from streamverse.entrypoints.demo.library import FILMS, LETTERS_FROM_ORBIT, Series
from streamverse.entrypoints.demo.render import (
    END_SECONDS,
    TITLE_FROM,
    TITLE_TO,
    Rendered,
    render,
    render_series_poster,
    sweep,
)
from streamverse.entrypoints.demo.shelf import Shelf
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.errors import Refusal
from streamverse.kit.log import logger
from streamverse.kit.process import ChildError, ChildRunner
from streamverse.kit.services import Services

log = logger(__name__)

SEASON = 1
SLOW = CollectionInput(
    kind=CollectionKind.SMART,
    slug="slow-and-quiet",
    name="Slow and quiet",
    names={"hi": "धीमा और शांत"},
    description="Nothing happens, and all of it matters.",
    query=SmartQuery(tag=["slow"]),
    is_published=True,
)


class Installer:
    """Makes what is missing, one film after another."""

    def __init__(self, services: Services, shelf: Shelf, owner_id: UUID) -> None:
        """Remember where films come from and whose they will be."""
        self._services = services
        self._shelf = shelf
        self._owner_id = owner_id
        self._database = services.get(Database)
        self._clock = services.get(Clock)
        self._runner = services.get(ChildRunner)
        self._workshop = shelf.folder / "work"

    async def fill(
        self, films: tuple[Film, ...] = FILMS, series: Series | None = LETTERS_FROM_ORBIT
    ) -> list[str]:
        """Make all films and episodes; returns the slugs of those that failed."""
        self._workshop.mkdir(parents=True, exist_ok=True)
        sweep(self._workshop)
        places: list[tuple[Film, Series | None]] = [(film, None) for film in films]
        if series is not None:
            places += [(episode, series) for episode in series.episodes]
        failed = [film.slug for film, place in places if not await self._try(film, place)]
        await self._collect()
        if not failed:
            shutil.rmtree(self._workshop, ignore_errors=True)
            self._shelf.complete()
        return failed

    async def _collect(self) -> None:
        """Make a collection of what is slow, once; one that somebody deletes stays deleted."""
        if self._shelf.of(SLOW.slug or "").is_published:
            return
        with suppress(CollectionSlugTaken):
            async with self._database.write() as session:
                await create_collection(session, self._clock, SLOW)
        self._shelf.note(SLOW.slug or "", is_published=True)

    async def _try(self, film: Film, series: Series | None) -> bool:
        if self._shelf.of(film.slug).is_published:
            return True
        try:
            if series is None:
                await self._make_movie(film)
            else:
                await self._make_episode(film, series)
        except ChildError as error:
            log.warning("demo_film_failed", slug=film.slug, error=str(error), stderr=error.stderr)
            return False
        except (Refusal, OSError):
            log.exception("demo_film_failed", slug=film.slug)
            return False
        self._shelf.note(film.slug, is_published=True)
        log.info("demo_film_shelved", slug=film.slug)
        return True

    async def _make_movie(self, film: Film) -> None:
        made, asset_id = await self._asset(film)
        title_id = await self._title(
            film.slug,
            TitleInput(
                kind=TitleKind.MOVIE,
                name=film.name,
                slug=film.slug,
                tagline=film.tagline,
                synopsis=f"{film.synopsis}\n\n{LICENCE_TEXT}",
                year=film.year,
                genres=list(film.genres),
                tags=list(film.tags),
                ratings=[_rated(film.rating)],
                original_language=film.languages[0],
                languages=list(film.languages),
                credits=_credits(film),
                texts=_in_hindi(film.hindi),
                markers=_markers(film),
                asset_id=asset_id,
            ),
        )
        if not self._shelf.of(film.slug).has_artwork:
            await self._hang(title_id, made.poster, ArtworkRole.POSTER, film.name)
            await self._publish(title_id)  # the card can be clicked; the wide pictures follow
            await self._hang(title_id, made.backdrop, ArtworkRole.BACKDROP, film.tagline)
            await self._hang(title_id, made.still, ArtworkRole.STILL, film.name)
            self._shelf.note(film.slug, has_artwork=True)
        await self._publish(title_id)
        self._clear(made)

    async def _make_episode(self, film: Film, series: Series) -> None:
        made, asset_id = await self._asset(film)
        title_id = await self._series(series)
        number = series.episodes.index(film) + 1
        wish = EpisodeInput(
            number=number,
            name=film.name,
            synopsis=film.synopsis,
            markers=_markers(film),
            asset_id=asset_id,
        )
        episode_id = await self._episode(title_id, wish)
        if episode_id is not None:
            await self._hang(title_id, made.still, ArtworkRole.STILL, film.name, episode_id)
        if film is series.face:
            await self._hang(title_id, made.backdrop, ArtworkRole.BACKDROP, series.tagline)
        await self._publish(title_id)
        self._clear(made)

    async def _asset(self, film: Film) -> tuple[Rendered, UUID]:
        """Return the film's pictures and its asset; both are made unless they are there."""
        asset_id = self._shelf.of(film.slug).asset
        if asset_id is not None:
            async with self._database.read() as session:
                known = await asset_summary(session, asset_id)
            asset_id = None if known is None or known.is_deleted else asset_id
        is_first = film is FILMS[0]
        made = await render(
            film,
            self._runner,
            self._workshop,
            niceness=0 if is_first else 10,
            artwork_only=asset_id is not None,
        )
        if asset_id is None:
            asset_id = await create_asset_from_file(
                self._services, made.film, self._owner_id, made.film.name, film.name, move=True
            )
            self._shelf.note(film.slug, asset_id=str(asset_id))
        return made, asset_id

    async def _title(self, slug: str, wish: TitleInput) -> UUID:
        async with self._database.write() as session:
            known = await find_title_id(session, slug)
            return known or await create_title(session, self._clock, self._owner_id, wish)

    async def _series(self, series: Series) -> UUID:
        """Return the series; its first season and its poster are made with it."""
        async with self._database.write() as session:
            known = await find_title_id(session, series.slug)
            if known is not None:
                return known
            wish = TitleInput(
                kind=TitleKind.SERIES,
                name=series.name,
                slug=series.slug,
                tagline=series.tagline,
                synopsis=f"{series.synopsis}\n\n{LICENCE_TEXT}",
                year=series.year,
                genres=list(series.genres),
                tags=list(series.tags),
                ratings=[_rated(series.rating)],
                original_language=series.face.languages[0],
                languages=list(series.face.languages),
                credits=_credits(series.face),
                texts=_in_hindi(series.hindi),
            )
            title_id = await create_title(session, self._clock, self._owner_id, wish)
            season = SeasonInput(number=SEASON, name=series.season)
            await add_season(session, self._clock, title_id, season)
        poster = await render_series_poster(self._runner, self._workshop)
        await self._hang(title_id, poster, ArtworkRole.POSTER, series.name)
        return title_id

    async def _episode(self, title_id: UUID, wish: EpisodeInput) -> UUID | None:
        """Add an episode; None when an interrupted run had added it."""
        try:
            async with self._database.write() as session:
                return await add_episode(session, self._clock, title_id, SEASON, wish)
        except NumberTaken:
            return None

    async def _hang(
        self,
        title_id: UUID,
        picture: Path,
        role: ArtworkRole,
        alt: str,
        episode_id: UUID | None = None,
    ) -> None:
        await set_artwork_from_file(
            self._services, title_id, role, picture, alt, episode_id=episode_id
        )

    async def _publish(self, title_id: UUID) -> None:
        async with self._database.write() as session:
            await publish(session, self._clock, title_id, self._owner_id)

    @staticmethod
    def _clear(made: Rendered) -> None:
        for path in (made.film, made.poster, made.backdrop, made.still):
            path.unlink(missing_ok=True)


def _rated(rating: str) -> RatingFact:
    return RatingFact(board="tv" if rating.startswith("TV-") else "mpa", rating=rating)


def _credits(film: Film) -> list[CreditFact]:
    return [CreditFact(name=name, role=CreditRole(role)) for role, name in film.credits]


def _in_hindi(told: Told | None) -> dict[str, TextFact]:
    if told is None:
        return {}
    return {"hi": TextFact(name=told.name, tagline=told.tagline, synopsis=told.synopsis)}


def _markers(film: Film) -> list[MarkerFact]:
    """Return when the title card and the last card stand in the picture."""
    seconds = film.shot.seconds
    return [
        MarkerFact(kind=MarkerKind.INTRO, from_seconds=TITLE_FROM, to_seconds=TITLE_TO),
        MarkerFact(
            kind=MarkerKind.CREDITS, from_seconds=seconds - END_SECONDS, to_seconds=seconds - 0.1
        ),
    ]
