"""Mail over HTTP, for operators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from streamverse.domains.identity.public import Account, Permission, Role, allowed_to
from streamverse.domains.notifications.errors import CopyNotKept
from streamverse.domains.notifications.languages import FALLBACK, LANGUAGES
from streamverse.domains.notifications.letters import LETTERS
from streamverse.domains.notifications.pages import as_page
from streamverse.domains.notifications.schemas import (
    LetterBody,
    LetterItem,
    LetterList,
    MailItem,
    MailWhole,
    RoadBody,
    TestWish,
)
from streamverse.domains.notifications.service import look, retry
from streamverse.domains.notifications.states import MailState
from streamverse.kit.clock import Clock
from streamverse.kit.http import Reads, Writes, provided
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter(prefix="/admin/mail", tags=["admin"])

MailReader = Annotated[Account, allowed_to(Permission.MAIL_READ)]
Language = Annotated[str, Query(max_length=35, description="a language tag")]


def may_read_words(reader: Account) -> bool:
    """Whether somebody may read sent mail: its links open accounts, so only who owns them all.

    In person: a program's token that may see which mails were sent opens no account by it.
    """
    return Role.SUPERUSER in reader.roles and reader.scopes is None


@router.get("/road")
async def read_mail_road(reader: MailReader, request: Request) -> RoadBody:
    """Tell how mail leaves."""
    road = look.road_of(services_of(request))
    return RoadBody(
        kind=road.kind,
        server=road.server,
        sender=road.sender,
        shows_words=road.kind == "folder" and may_read_words(reader),
    )


@router.get("/messages")
async def list_mail(
    _: MailReader,
    session: Reads,
    state: MailState | None = None,
    q: Annotated[str, Query(max_length=254, description="part of an address")] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MailItem]:
    """List the mails that were asked for, the latest first."""
    rows, next_cursor = await look.list_mails(
        session, state=state, words=q.strip(), limit=limit, cursor=cursor
    )
    return Page[MailItem](items=[MailItem.of(row) for row in rows], next_cursor=next_cursor)


@router.get("/messages/{mail_id}")
async def read_mail(
    mail_id: UUID, reader: MailReader, session: Reads, request: Request
) -> MailWhole:
    """Read one mail; its words too, where they are kept and the reader may see them."""
    row = await look.read_mail(session, mail_id)
    whole = MailWhole(**MailItem.of(row).model_dump())
    if may_read_words(reader):
        try:
            words = await look.words_of(services_of(request), mail_id)
        except CopyNotKept:
            return whole
        whole.html, whole.text = words.html, words.text
    return whole


@router.get("/messages/{mail_id}/page", response_class=HTMLResponse)
async def show_mail(mail_id: UUID, reader: MailReader, request: Request) -> Response:
    """Show a kept mail as its reader sees it."""
    if not may_read_words(reader):
        raise CopyNotKept("Its links open an account: only a superuser may read it.")
    return as_page((await look.words_of(services_of(request), mail_id)).html)


@router.post("/messages/{mail_id}/retry", status_code=202)
async def retry_mail(mail_id: UUID, _: MailReader, session: Writes) -> MailItem:
    """Send a failed mail again."""
    return MailItem.of(await retry.retry_mail(session, mail_id))


@router.post("/test", status_code=202)
async def send_test_mail(
    wish: TestWish, _: MailReader, session: Writes, clock: Annotated[Clock, provided(Clock)]
) -> MailItem:
    """Send a test, as every other mail is sent."""
    row = await retry.send_test(session, clock, to=wish.to.strip(), language=wish.language)
    return MailItem.of(row)


@router.get("/templates")
async def list_letters(_: MailReader) -> LetterList:
    """List the letters we write."""
    return LetterList(items=[LetterItem(id=name, languages=list(LANGUAGES)) for name in LETTERS])


@router.get("/templates/{letter}")
async def read_letter(
    letter: str, _: MailReader, request: Request, language: Language = FALLBACK
) -> LetterBody:
    """Read a letter, filled in with a sample."""
    return LetterBody.of(look.sample_letter(services_of(request), letter, language))


@router.get("/templates/{letter}/page", response_class=HTMLResponse)
async def show_letter(
    letter: str, _: MailReader, request: Request, language: Language = FALLBACK
) -> Response:
    """Show a letter, filled in with a sample."""
    return as_page(look.sample_letter(services_of(request), letter, language).html)
