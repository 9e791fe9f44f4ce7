"""The editorial flow over HTTP: moves, steps, comments, readiness, versions."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from streamverse.domains.catalog.routes.titles import IfMatch, Now, tagged
from streamverse.domains.catalog.schemas.editorial import (
    CommentInput,
    Difference,
    MoveInput,
    ReadinessBody,
    ReviewItem,
    TitleStep,
    VersionBody,
    WholeVersion,
)
from streamverse.domains.catalog.schemas.titles import TitleBody
from streamverse.domains.catalog.service import browse
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.catalog.service.editorial import show
from streamverse.domains.catalog.service.editorial.comment import comment_on
from streamverse.domains.catalog.service.editorial.move import move
from streamverse.domains.catalog.service.editorial.require import require_hand
from streamverse.domains.catalog.service.managed_title import title_to_manage
from streamverse.domains.catalog.service.restoring import restore_version
from streamverse.domains.identity.public import Editor, SignedIn
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter()

OF_TITLE = "/titles/{id_or_slug}"
VersionNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
Between = Annotated[int, Query(ge=1, le=2**31 - 1)]


@router.post(f"{OF_TITLE}/moves")
async def move_title(
    id_or_slug: str,
    wish: MoveInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
    key: IdempotencyKey = None,
) -> TitleBody:
    """Move a title: hand it in, return it, approve, schedule, publish, archive or bring it back."""

    async def go() -> TitleBody:
        row = await title_to_change(session, account, id_or_slug, if_match)
        await require_hand(session, row, wish.to, is_editor=account.is_editor)
        await move(
            session,
            clock,
            row,
            wish.to,
            account.id,
            comment=wish.comment,
            publish_at=wish.publish_at,
            expire_at=wish.expire_at,
        )
        return await browse.changed(session, row)

    body = await once(session, f"move:{account.id}", key, wish, TitleBody, go, target=id_or_slug)
    return tagged(response, body)


@router.get(f"{OF_TITLE}/steps")
async def list_steps(
    id_or_slug: str,
    account: SignedIn,
    session: Reads,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[TitleStep]:
    """Say who moved a title when and why, and what was said about it, the latest first."""
    row = await title_to_manage(session, account, id_or_slug)
    return await show.steps(session, row, limit=limit, cursor=cursor)


@router.post(f"{OF_TITLE}/comments", status_code=201)
async def comment_on_title(
    id_or_slug: str,
    wish: CommentInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    key: IdempotencyKey = None,
) -> TitleStep:
    """Say something about a title to those who work on it."""

    async def say() -> TitleStep:
        row = await title_to_change(session, account, id_or_slug, None)
        return await comment_on(session, clock, row, account.id, wish.comment)

    return await once(session, f"say:{account.id}", key, wish, TitleStep, say, target=id_or_slug)


@router.get(f"{OF_TITLE}/readiness")
async def read_readiness(id_or_slug: str, account: SignedIn, session: Reads) -> ReadinessBody:
    """Say how complete a title is, and what it lacks before it can be published."""
    return await show.readiness(session, await title_to_manage(session, account, id_or_slug))


@router.get(f"{OF_TITLE}/versions")
async def list_versions(
    id_or_slug: str,
    account: SignedIn,
    session: Reads,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[VersionBody]:
    """List a title's versions, the latest first."""
    row = await title_to_manage(session, account, id_or_slug)
    return await show.version_list(session, row, limit=limit, cursor=cursor)


@router.get(f"{OF_TITLE}/versions/diff")
async def compare_versions(
    id_or_slug: str,
    before: Annotated[Between, Query(alias="from")],
    after: Annotated[Between, Query(alias="to")],
    account: SignedIn,
    session: Reads,
) -> Difference:
    """Say what differs between two versions of a title."""
    row = await title_to_manage(session, account, id_or_slug)
    return await show.difference(session, row, before, after)


@router.get(f"{OF_TITLE}/versions/{{number}}")
async def read_version(
    id_or_slug: str, number: VersionNumber, account: SignedIn, session: Reads
) -> WholeVersion:
    """Return one version of a title with its document."""
    row = await title_to_manage(session, account, id_or_slug)
    return await show.whole_version(session, row, number)


@router.post(f"{OF_TITLE}/versions/{{number}}/restore")
async def restore_title_version(
    id_or_slug: str,
    number: VersionNumber,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Let a title be as it was in a version; state, times and rights stay as they are."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await restore_version(session, clock, row, number, account.id)
    return tagged(response, await browse.changed(session, row))


@router.get("/review")
async def list_review(
    _: Editor, session: Reads, limit: Limit = 24, cursor: Cursor = None
) -> Page[ReviewItem]:
    """List what waits for an editor, the longest waiting first."""
    return await show.review_queue(session, limit=limit, cursor=cursor)
