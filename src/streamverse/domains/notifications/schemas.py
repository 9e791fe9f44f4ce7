"""What the operators' mail pages ask and are answered."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field

from streamverse.domains.notifications.languages import FALLBACK
from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.rendering import Rendered
from streamverse.domains.notifications.states import MailState


class MailItem(BaseModel):
    """One mail of the list. `problem` says why it has not left."""

    id: UUID
    to: str
    template: str
    language: str
    subject: str
    state: MailState
    attempts: int
    problem: str
    created_at: datetime
    sent_at: datetime | None

    @classmethod
    def of(cls, row: MailMessageRow) -> Self:
        """Describe a mail."""
        return cls(
            id=row.id,
            to=row.to_address,
            template=row.template,
            language=row.language,
            subject=row.subject,
            state=MailState(row.state),
            attempts=row.attempts,
            problem=row.problem,
            created_at=row.created_at,
            sent_at=row.sent_at,
        )


class MailWhole(MailItem):
    """One mail; `html` and `text` only where a folder keeps it and a superuser looks."""

    html: str | None = None
    text: str | None = None


class RoadBody(BaseModel):
    """How mail leaves. `shows_words`: whether this operator may read what was sent."""

    kind: Literal["smtp", "folder", "none"]
    server: str = Field(description="host and port, or the folder")
    sender: str
    shows_words: bool


class LetterItem(BaseModel):
    """One kind of letter, and the languages it is written in."""

    id: str
    languages: list[str]


class LetterList(BaseModel):
    """The gallery."""

    items: list[LetterItem]


class LetterBody(BaseModel):
    """A letter filled in with a sample."""

    subject: str
    html: str
    text: str
    language: str
    direction: Literal["ltr", "rtl"]

    @classmethod
    def of(cls, letter: Rendered) -> Self:
        """Describe a rendered letter."""
        return cls(
            subject=letter.subject,
            html=letter.html,
            text=letter.text,
            language=letter.language,
            direction=letter.direction,
        )


class TestWish(BaseModel):
    """Where a test goes, and in which language."""

    __test__ = False

    to: str = Field(min_length=3, max_length=254)
    language: str = Field(default=FALLBACK, max_length=35)
