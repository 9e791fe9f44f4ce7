"""One title whole, as the API shows it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from streamverse.domains.catalog.cards import (
    NO_MARKS,
    CardFacts,
    Marks,
    card_facts,
    card_of,
    cards,
    text_for,
)
from streamverse.domains.catalog.desk import desk_bodies
from streamverse.domains.catalog.episodes import season_bodies, seasons_of
from streamverse.domains.catalog.kinds import CreditRole, ExtraKind, RelationKind
from streamverse.domains.catalog.known import known_from
from streamverse.domains.catalog.models import ExtraRow, RelationRow, TitleRow
from streamverse.domains.catalog.people import person_cards
from streamverse.domains.catalog.readiness import missing_of
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import people as people_repository
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.schemas.credits import CreditBody
from streamverse.domains.catalog.schemas.facts import (
    EventFact,
    MarkerFact,
    RatingFact,
    ReleaseFact,
    StationFact,
    TextFact,
)
from streamverse.domains.catalog.schemas.taxonomy import TagBody
from streamverse.domains.catalog.schemas.titles import (
    ChapterBody,
    ExtraBody,
    ListedTitle,
    OfferBody,
    RelatedBody,
    TitleBody,
)
from streamverse.domains.media.public import AssetSummary, asset_chapters, asset_summaries
from streamverse.kit.db import ReadSession

ALL_PARTS = frozenset({"credits", "seasons", "related", "extras", "offers", "chapters"})
"""What of a title may be left out."""


LISTED_PARTS = frozenset({"credits", "seasons", "offers", "desk"})
"""What a list may have beside its cards."""


async def listed(
    session: ReadSession,
    rows: Sequence[TitleRow],
    marks: Marks,
    parts: frozenset[str],
    changeable: frozenset[UUID] = frozenset(),
) -> list[ListedTitle]:
    """Return titles as cards with parts, with as many queries for one as for all.

    Of those that are `changeable` by who asks there is a `desk`.
    """
    facts = await card_facts(session, rows, marks)
    ids = [row.id for row in rows]
    credited = await _credits_of(session, ids) if "credits" in parts else {}
    seasons = await season_bodies(session, ids) if "seasons" in parts else {}
    own = [row for row in rows if row.id in changeable] if "desk" in parts else []
    desks = await desk_bodies(session, own) if own else {}
    return [
        ListedTitle(
            **card_of(row, facts, marks),
            credits=credited.get(row.id, []) if "credits" in parts else None,
            seasons=seasons.get(row.id, []) if "seasons" in parts else None,
            offers=_offers(facts, row.id) if "offers" in parts else None,
            desk=desks.get(row.id),
        )
        for row in rows
    ]


async def whole(
    session: ReadSession,
    row: TitleRow,
    marks: Marks = NO_MARKS,
    parts: frozenset[str] = ALL_PARTS,
) -> TitleBody:
    """Return one title with those of its parts that are asked for."""
    facts = await facts_repository.facts_of(session, [row])
    shown = await card_facts(session, [row], marks, facts)
    text = text_for(row, facts.texts.get(row.id, ()), marks.languages)
    asset = shown.assets.get(row.asset_id) if row.asset_id else None
    events = facts.events.get(row.id)
    stations = facts.stations.get(row.id)
    tags = await taxonomy.tags_of(session, [row.id])
    credited = await _credits_of(session, [row.id] if "credits" in parts else [])
    roles = {each.role for each in shown.artwork.get(row.id, ())}
    told = {"episode"} if row.face_asset_id else set[str]()
    told |= {"starts_at"} if events else set()
    told |= {"number"} if stations else set()
    card = card_of(row, shown, marks)
    card["event"] = EventFact.model_validate(events[0], from_attributes=True) if events else None
    return TitleBody(
        **card,
        original_name=row.original_name,
        synopsis=(text and text.synopsis) or row.synopsis,
        languages=row.languages,
        asset_id=row.asset_id,
        asset_state=asset.state if asset else None,
        owner_id=row.owner_id,
        seasons=await seasons_of(session, row, marks.languages) if "seasons" in parts else [],
        chapters=await _chapters(session, asset) if "chapters" in parts else [],
        missing=missing_of(known_from(row, asset, roles, told)),
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        published_at=row.published_at,
        ratings=[
            RatingFact(board=each.board, rating=each.rating)
            for each in facts.ratings.get(row.id, ())
        ],
        tags=[TagBody(slug=each.slug, name=each.name) for each in tags.get(row.id, ())],
        original_language=row.original_language or None,
        countries=row.countries,
        releases=[
            ReleaseFact.model_validate(each, from_attributes=True)
            for each in facts.releases.get(row.id, ())
        ],
        credits=credited.get(row.id, []),
        texts={
            each.language: TextFact(name=each.name, tagline=each.tagline, synopsis=each.synopsis)
            for each in facts.texts.get(row.id, ())
        },
        external_ids={each.source: each.value for each in facts.external_ids.get(row.id, ())},
        extras=await _extras(session, facts.extras.get(row.id, ()) if "extras" in parts else ()),
        relations=await _related(
            session, facts.relations.get(row.id, ()) if "related" in parts else (), marks
        ),
        markers=[
            MarkerFact.model_validate(each, from_attributes=True)
            for each in facts.markers.get(row.id, ())
        ],
        station=StationFact.model_validate(stations[0], from_attributes=True) if stations else None,
        channel_id=row.channel_id,
        publish_at=row.publish_at,
        expire_at=row.expire_at,
        offers=_offers(shown, row.id) if "offers" in parts else [],
    )


async def _chapters(session: ReadSession, asset: AssetSummary | None) -> list[ChapterBody]:
    if asset is None or not asset.is_playable:
        return []
    chapters = await asset_chapters(session, [asset.id])
    return [
        ChapterBody(start_seconds=each.start_seconds, name=each.name)
        for each in chapters.get(asset.id, ())
    ]


def _offers(facts: CardFacts, title_id: UUID) -> list[OfferBody]:
    shown = facts.offers.get(title_id)
    return [
        OfferBody(
            monetisation=each.monetisation,
            plans=sorted(each.plans),
            until_at=each.until_at,
            max_rung=each.max_rung,
            is_download_allowed=each.is_download_allowed,
        )
        for each in (shown.offers if shown else ())
    ]


async def _credits_of(
    session: ReadSession, title_ids: Sequence[UUID]
) -> dict[UUID, list[CreditBody]]:
    credited = await people_repository.credits_of(session, title_ids)
    everybody = {each.person.id: each.person for parts in credited.values() for each in parts}
    people = await person_cards(session, everybody)
    return {
        title_id: [
            CreditBody(
                person=people[each.person.id],
                role=CreditRole(each.credit.role),
                character=each.credit.character,
            )
            for each in parts
        ]
        for title_id, parts in credited.items()
    }


async def _extras(session: ReadSession, rows: Sequence[ExtraRow]) -> list[ExtraBody]:
    assets: Mapping[UUID, AssetSummary] = await asset_summaries(
        session, [row.asset_id for row in rows]
    )
    found = [(row, assets.get(row.asset_id)) for row in rows]
    return [
        ExtraBody(
            id=row.id,
            kind=ExtraKind(row.kind),
            name=row.name,
            asset_id=row.asset_id,
            asset_state=asset.state if asset else None,
            is_playable=asset is not None and asset.is_playable,
            duration_seconds=asset.duration_seconds if asset else None,
        )
        for row, asset in found
    ]


async def _related(
    session: ReadSession, rows: Sequence[RelationRow], marks: Marks
) -> list[RelatedBody]:
    """Return related titles that are published, and offered to who asks."""
    titles = await repository.published_by_id(
        session, [row.other_id for row in rows], marks.ceiling, marks.asker
    )
    shown = {card.id: card for card in await cards(session, list(titles.values()), marks)}
    return [
        RelatedBody(kind=RelationKind(row.kind), title=shown[row.other_id])
        for row in rows
        if row.other_id in shown
    ]
