"""The editorial flow as the API shows it, each list with as many queries for one as for all."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.editorial import moves_from
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.known import known_of
from streamverse.domains.catalog.models import TitleRow, TitleStepRow, TitleVersionRow
from streamverse.domains.catalog.readiness import items_of, percent_of
from streamverse.domains.catalog.repository import editorial as repository
from streamverse.domains.catalog.schemas.editorial import (
    ChangeBody,
    DeletedTitle,
    Difference,
    FlagBody,
    ReadinessBody,
    ReadyItem,
    ReviewItem,
    Somebody,
    TitleStep,
    VersionBody,
    WholeVersion,
)
from streamverse.domains.catalog.service.editorial import versions
from streamverse.domains.identity.public import account_names
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor


async def readiness(session: ReadSession, row: TitleRow) -> ReadinessBody:
    """Return how complete a title is."""
    items = items_of(await known_of(session, row))
    return ReadinessBody(
        percent=percent_of(items),
        is_ready=all(each.is_done for each in items if each.is_required),
        possible=moves_from(TitleState(row.state)),
        items=[ReadyItem.model_validate(each, from_attributes=True) for each in items],
    )


async def steps(
    session: ReadSession, row: TitleRow, *, limit: int, cursor: str | None
) -> Page[TitleStep]:
    """Return what happened to a title, the latest first. Raises BadCursor."""
    rows = await repository.steps_of(session, row.id, _position(cursor), limit)
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return Page[TitleStep](
        items=await step_bodies(session, shown),
        next_cursor=encode_cursor(last.at.isoformat(), last.id) if last else None,
    )


async def step_bodies(session: ReadSession, rows: Sequence[TitleStepRow]) -> list[TitleStep]:
    """Return steps with who made them."""
    people = await _people(session, (row.by for row in rows))
    return [
        TitleStep(
            id=row.id,
            from_state=TitleState(row.from_state),
            to_state=TitleState(row.to_state),
            by=people.get(row.by) if row.by else None,
            at=row.at,
            comment=row.comment,
        )
        for row in rows
    ]


async def version_list(
    session: ReadSession, row: TitleRow, *, limit: int, cursor: str | None
) -> Page[VersionBody]:
    """Return a title's versions, the latest first. Raises BadCursor."""
    position = decode_cursor(cursor, 1)
    if position is not None and type(position[0]) is not int:
        raise BadCursor
    before = position[0] if position else None
    rows = await repository.versions_of(session, row.id, before, limit)
    shown = rows[:limit]
    people = await _people(session, (each.changed_by for each in shown))
    return Page[VersionBody](
        items=[VersionBody(**_version(each, people)) for each in shown],
        next_cursor=encode_cursor(shown[-1].number) if len(rows) > limit else None,
    )


async def whole_version(session: ReadSession, row: TitleRow, number: int) -> WholeVersion:
    """Return one version with its document. Raises VersionNotFound."""
    found = await versions.version_of(session, row, number)
    people = await _people(session, [found.changed_by])
    return WholeVersion(**_version(found, people), document=found.document)


async def difference(session: ReadSession, row: TitleRow, before: int, after: int) -> Difference:
    """Return what differs between two versions. Raises VersionNotFound."""
    one = await versions.version_of(session, row, before)
    other = await versions.version_of(session, row, after)
    return Difference(
        changes=[
            ChangeBody(field=field, before=old, after=new)
            for field, old, new in versions.changes_between(one.document, other.document)
        ]
    )


async def review_queue(session: ReadSession, *, limit: int, cursor: str | None) -> Page[ReviewItem]:
    """Return what waits for an editor, the longest waiting first. Raises BadCursor."""
    rows = await repository.in_review(session, _position(cursor), limit)
    shown = rows[:limit]
    ids = [row.id for row in shown]
    asked = await repository.handed_in(session, ids)
    flags = await repository.open_flags_of(session, ids)
    people = await _people(session, (step.by for step in asked.values()))
    last = shown[-1] if len(rows) > limit else None
    return Page[ReviewItem](
        items=[
            ReviewItem(
                title=card,
                asked_at=step.at if step else None,
                asked_by=people.get(step.by) if step and step.by else None,
                comment=step.comment if step else "",
                open_flags=flags.get(card.id, 0),
            )
            for card in await cards(session, shown)
            for step in [asked.get(card.id)]
        ],
        next_cursor=encode_cursor(last.updated_at.isoformat(), last.id) if last else None,
    )


async def flag_list(
    session: ReadSession,
    *,
    is_open: bool,
    title_id: UUID | None,
    limit: int,
    cursor: str | None,
) -> Page[FlagBody]:
    """Return flags with their titles. Raises BadCursor."""
    found = await repository.flags(
        session, is_open=is_open, title_id=title_id, after=_position(cursor), limit=limit
    )
    shown = found[:limit]
    titles = {title.id: title for _, title in shown}
    by_id = {card.id: card for card in await cards(session, list(titles.values()))}
    people = await _people(session, (who for row, _ in shown for who in (row.by, row.resolved_by)))
    last = shown[-1][0] if len(found) > limit else None
    return Page[FlagBody](
        items=[
            FlagBody(
                id=row.id,
                title=by_id[title.id],
                reason=row.reason,
                comment=row.comment,
                by=people.get(row.by),
                at=row.at,
                resolved_by=people.get(row.resolved_by) if row.resolved_by else None,
                resolved_at=row.resolved_at,
                resolution=row.resolution,
            )
            for row, title in shown
        ],
        next_cursor=encode_cursor(last.at.isoformat(), last.id) if last else None,
    )


async def deleted_list(
    session: ReadSession,
    owner_id: UUID | None,
    since: datetime,
    kept: timedelta,
    *,
    limit: int,
    cursor: str | None,
) -> Page[DeletedTitle]:
    """Return titles that can be brought back, the latest first. Raises BadCursor."""
    rows = await repository.deleted(session, owner_id, since, _position(cursor), limit)
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return Page[DeletedTitle](
        items=[
            DeletedTitle(title=card, deleted_at=row.deleted_at, until_at=row.deleted_at + kept)
            for row, card in zip(shown, await cards(session, shown), strict=True)
            if row.deleted_at is not None
        ],
        next_cursor=encode_cursor(last.deleted_at.isoformat(), last.id)
        if last and last.deleted_at
        else None,
    )


async def _people(session: ReadSession, ids: Iterable[UUID | None]) -> dict[UUID, Somebody]:
    names = await account_names(session, {each for each in ids if each is not None})
    return {each: Somebody(id=each, name=name) for each, name in names.items()}


def _version(row: TitleVersionRow, people: dict[UUID, Somebody]) -> dict[str, Any]:
    return {
        "number": row.number,
        "changed_by": people.get(row.changed_by),
        "changed_at": row.changed_at,
        "comment": row.comment,
        "run_id": row.run_id,
    }


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        at, row_id = datetime.fromisoformat(str(position[0])), UUID(str(position[1]))
    except ValueError as error:
        raise BadCursor from error
    if at.tzinfo is None:
        raise BadCursor
    return at, row_id
