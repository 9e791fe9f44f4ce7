"""Fixtures of search: an index of its own, a library to fill it, people who look for things."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.adapters.search import open_search
from streamverse.domains.catalog.models import (
    CreditRow,
    EpisodeRow,
    GenreRow,
    MarkerRow,
    PersonRow,
    RightsWindowRow,
    SeasonRow,
    TextRow,
    TitleGenreRow,
    TitleRow,
    TitleTagRow,
)
from streamverse.domains.channels.models import ChannelRow, MemberRow
from streamverse.domains.identity.public import Role, create_account, issue_token
from streamverse.domains.media.models import AssetRow, TrackRow
from streamverse.domains.media.public import AssetState, TrackKind
from streamverse.domains.search import repository
from streamverse.domains.search.public import Follower, SearchIndex, add_search
from streamverse.domains.search.routes import router
from streamverse.kit.clock import Clock
from streamverse.kit.db import Base, Database
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.conftest import MovingClock

Clients = Callable[..., httpx.AsyncClient]
SEARCH = "/api/v1/search"
OWNER = UUID(int=7)
LONG_AGO = timedelta(days=400)


class Library:
    """Writes what there is to find as the catalog keeps it, and lets the index follow."""

    def __init__(self, services: Services) -> None:
        """Write to the database of `services`."""
        self.services = services

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.services.get(Clock).now()

    async def save(self, *rows: Base) -> None:
        """Write rows, one after the other: some refer to those before."""
        async with self.services.get(Database).write() as session:
            for row in rows:
                session.add(row)
                await session.flush()

    async def note(self, subject: str, *ids: UUID) -> None:
        """Say that something changed, and let the index follow."""
        async with self.services.get(Database).write() as session:
            repository.note_changes(session, subject, ids)
        await self.services.get(Follower).follow()

    async def title(self, name: str, **facts: Any) -> UUID:
        """Publish a title. `window`: facts of its rights window, None for none."""
        window = facts.pop("window", {})
        genres, tags = facts.pop("genres", ()), facts.pop("tags", ())
        cast, texts = facts.pop("cast", ()), facts.pop("texts", {})
        row = title_row(name, self.now, **facts)
        rows: list[Base] = [row]
        async with self.services.get(Database).read() as session:
            missing = [each for each in genres if await session.get(GenreRow, each) is None]
        rows += (GenreRow(slug=each, name=each.title(), names={}, position=0) for each in missing)
        rows += (
            TitleGenreRow(title_id=row.id, genre_slug=each, position=at)
            for at, each in enumerate(genres)
        )
        rows += (
            TitleTagRow(title_id=row.id, slug=each, name=each, position=at)
            for at, each in enumerate(tags)
        )
        rows += (
            TextRow(subject_id=row.id, language=language, name=text, tagline="", synopsis="")
            for language, text in texts.items()
        )
        for at, (person_id, character) in enumerate(cast):
            rows.append(
                CreditRow(
                    id=new_id(),
                    title_id=row.id,
                    person_id=person_id,
                    role="actor",
                    character=character,
                    position=at,
                )
            )
        if window is not None:
            rows.append(window_row(row.id, self.now, **window))
        await self.save(*rows)
        await self.note("title", row.id)
        return row.id

    async def change(self, title_id: UUID, **facts: Any) -> None:
        """Change a title without telling anybody."""
        async with self.services.get(Database).write() as session:
            row = await session.get_one(TitleRow, title_id)
            for name, value in facts.items():
                setattr(row, name, value)

    async def person(self, name: str) -> UUID:
        """Make a person."""
        row = PersonRow(
            id=new_id(),
            slug=f"person-{new_id().hex[-12:]}",
            name=name,
            also_known_as=[],
            biography="",
            folded=name.lower(),
            version=1,
            created_at=self.now,
            updated_at=self.now,
        )
        await self.save(row)
        return row.id

    async def episode(self, title_id: UUID, name: str, **facts: Any) -> UUID:
        """Add an episode in a season of its own."""
        season = SeasonRow(id=new_id(), title_id=title_id, number=facts.pop("season", 1), name="")
        row = EpisodeRow(
            id=new_id(),
            title_id=title_id,
            season_id=season.id,
            number=1,
            name=name,
            synopsis="",
            created_at=self.now,
            **facts,
        )
        await self.save(season, row)
        await self.note("title", title_id)
        return row.id

    async def asset(self, captions: str = "", language: str = "en") -> UUID:
        """Make something that plays, perhaps with captions (WebVTT)."""
        asset = AssetRow(
            id=new_id(),
            owner_id=OWNER,
            title="",
            filename="film.mp4",
            state=AssetState.READY,
            duration_seconds=5400.0,
            created_at=self.now,
        )
        rows: list[Base] = [asset]
        if captions:
            key = f"media/{asset.id}/sidecar/said.vtt"
            await self.services.get(Objects).put(key, captions.encode())
            rows.append(
                TrackRow(
                    id=new_id(),
                    asset_id=asset.id,
                    name="said",
                    kind=TrackKind.TEXT,
                    position=1,
                    language=language,
                    text_key=key,
                )
            )
        await self.save(*rows)
        return asset.id

    async def chapter(self, subject_id: UUID, second: float, name: str) -> None:
        """Name a chapter."""
        await self.save(
            MarkerRow(
                id=new_id(), subject_id=subject_id, kind="chapter", from_seconds=second, name=name
            )
        )

    async def channel(self, name: str, member: UUID | None = None, **facts: Any) -> UUID:
        """Make a channel."""
        handle = name.lower().replace(" ", "")
        known: dict[str, Any] = {"is_public": True, "description": "", "accent": ""} | facts
        row = ChannelRow(
            id=new_id(),
            handle=handle,
            name=name,
            links=[],
            avatar="",
            cover="",
            created_at=self.now,
            updated_at=self.now,
            **known,
        )
        rows: list[Base] = [row]
        if member is not None:
            rows.append(
                MemberRow(channel_id=row.id, account_id=member, rank="member", joined_at=self.now)
            )
        await self.save(*rows)
        await self.note("channel", row.id)
        return row.id


def title_row(name: str, now: datetime, **facts: Any) -> TitleRow:
    """Return the row of a published film."""
    known: dict[str, Any] = {
        "kind": "movie",
        "state": "published",
        "original_name": "",
        "tagline": "",
        "synopsis": "",
        "year": 2020,
        "rating": "",
        "min_age": 7,
        "original_language": "en",
        "languages": ["en"],
    } | facts
    return TitleRow(
        id=new_id(),
        slug=f"title-{new_id().hex[-12:]}",
        owner_id=OWNER,
        name=name,
        folded=name.lower(),
        created_at=now,
        updated_at=now,
        listed_at=now,
        **known,
    )


def window_row(title_id: UUID, now: datetime, **facts: Any) -> RightsWindowRow:
    """Return the row of a window that is open everywhere."""
    known: dict[str, Any] = {
        "from_at": now - LONG_AGO,
        "territories": "*",
        "excluded_territories": "",
        "platforms": "*",
        "plans": "*",
        "monetisation": "free",
        "is_download_allowed": True,
        "is_blackout": False,
        "licensor": "",
        "notes": "",
    } | facts
    return RightsWindowRow(id=new_id(), title_id=title_id, created_at=now, updated_at=now, **known)


@pytest.fixture
async def shared(domain_services: Services) -> AsyncGenerator[Services]:
    """What search works with; the index follows when a test says so."""
    async with AsyncExitStack() as stack:
        index = await stack.enter_async_context(open_search(domain_services.get(Settings)))
        domain_services.add(index, as_=SearchIndex)
        await add_search(domain_services).rebuild()
        yield domain_services


@pytest.fixture
def library(shared: Services) -> Library:
    """What there is to find."""
    return Library(shared)


@pytest.fixture
def guest(shared: Services, mount: Clients) -> httpx.AsyncClient:
    """Somebody who has not signed in."""
    assert shared
    return mount(router)


SignUp = Callable[..., Any]


@pytest.fixture
def sign_up(shared: Services, mount: Clients) -> SignUp:
    """Make an account: `client = await sign_up("meera", Role.EDITOR)`."""

    async def sign(name: str, role: Role = Role.VIEWER) -> httpx.AsyncClient:
        account_id = await create_account(
            shared, f"{name}@example.com", "a quiet river 7", name.title(), {role}
        )
        client = mount(router)
        client.headers["authorization"] = f"Bearer {await issue_token(shared, account_id)}"
        client.headers["x-account"] = str(account_id)
        return client

    return sign


def names(answer: httpx.Response) -> list[str]:
    """Return what was found, in words."""
    assert answer.status_code == 200, answer.text
    found: list[str] = []
    for item in answer.json()["items"]:
        part = item[item["type"]]
        found.append(part.get("name") or part["text"])
    return found


async def found(client: httpx.AsyncClient, q: str, **wanted: Any) -> list[str]:
    """Return what somebody finds."""
    return names(await client.get(SEARCH, params={"q": q} | wanted))


__all__ = ["Library", "MovingClock", "SignUp", "found", "names"]
