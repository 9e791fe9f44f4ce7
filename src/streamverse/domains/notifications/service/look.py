"""Looking: the mails that were asked for, one of them, and the gallery of letters."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from uuid import UUID

from streamverse.domains.notifications import repository
from streamverse.domains.notifications.composing import sender_of
from streamverse.domains.notifications.errors import CopyNotKept, LetterNotFound, MailNotFound
from streamverse.domains.notifications.letters import LETTERS, SAMPLE_FACTS
from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.ports import MailRoad, RoadKind
from streamverse.domains.notifications.rendering import Button, Rendered, render
from streamverse.domains.notifications.states import MailState
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, decode_cursor, encode_cursor
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SAMPLE_LASTS = timedelta(minutes=30)
SAMPLE_EMAIL = "asha@example.com"
SEEN_FACTS = ("at", "device", "country", "address")


@dataclass(frozen=True, slots=True)
class Road:
    """How mail leaves, in what an operator may know."""

    kind: RoadKind
    server: str
    sender: str


@dataclass(frozen=True, slots=True)
class Words:
    """A sent mail's two versions, where the road kept a copy."""

    html: str
    text: str


def road_of(services: Services) -> Road:
    """Describe how mail leaves."""
    settings, road = services.get(Settings), services.get(MailRoad)
    places: dict[RoadKind, str] = {
        "smtp": settings.smtp.name if settings.smtp else "",
        "folder": str(settings.data.absolute() / "mail"),
        "none": "",
    }
    return Road(road.kind, places[road.kind], str(sender_of(settings).mailbox))


async def list_mails(
    session: ReadSession, *, state: MailState | None, words: str, limit: int, cursor: str | None
) -> tuple[list[MailMessageRow], str | None]:
    """Return a page of mails, the latest first, and the cursor of the next. Raises BadCursor."""
    rows = await repository.page(
        session, state=state, words=words, after=_position(cursor), limit=limit
    )
    shown = list(rows[:limit])
    last = shown[-1] if len(rows) > limit else None
    return shown, encode_cursor(last.created_at.isoformat(), last.id) if last else None


async def read_mail(session: ReadSession, mail_id: UUID) -> MailMessageRow:
    """Return one mail. Raises MailNotFound."""
    row = await repository.find(session, mail_id)
    if row is None:
        raise MailNotFound
    return row


async def words_of(services: Services, mail_id: UUID) -> Words:
    """Return what a mail said, link and all. Raises CopyNotKept."""
    content = await services.get(MailRoad).copy_of(mail_id)
    if content is None:
        raise CopyNotKept
    message = message_from_bytes(content, policy=default)
    found = {kind: message.get_body((kind,)) for kind in ("html", "plain")}
    words = {kind: part.get_content() if part else "" for kind, part in found.items()}
    return Words(html=words["html"], text=words["plain"])


def sample_letter(services: Services, name: str, language: str) -> Rendered:
    """Write a letter to nobody, for the gallery. Raises LetterNotFound."""
    letter = LETTERS.get(name)
    if letter is None:
        raise LetterNotFound
    site = services.get(Settings).site_url
    button = Button(f"{site}{letter.page or '/'}")
    if letter.carries_link:
        until = services.get(Clock).now() + SAMPLE_LASTS
        button = Button(f"{site}/verify?token=a-link-that-only-its-reader-gets", until)
    told = {"name", *letter.facts, *(SEEN_FACTS if letter.tells_where else ())}
    facts = {fact: value for fact, value in SAMPLE_FACTS.items() if fact in told}
    return render(name, language, {**facts, "email": SAMPLE_EMAIL}, button)


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        created_at = datetime.fromisoformat(str(position[0]))
        mail_id = UUID(str(position[1]))
    except ValueError as error:
        raise BadCursor from error
    if created_at.tzinfo is None:
        raise BadCursor
    return created_at, mail_id
