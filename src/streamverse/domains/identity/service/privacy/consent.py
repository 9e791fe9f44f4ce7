"""What people agreed to: every yes and every no is added with its version, never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.models import ConsentRow
from streamverse.domains.identity.privacy_errors import (
    ConsentRequired,
    DocumentOutdated,
    NoSuchDocument,
)
from streamverse.domains.identity.repository import privacy as repository
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.privacy_settings import LegalDocument
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SELF = "self"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A version of a document that somebody ticked."""

    kind: str
    version: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person last said to a document. Without an answer `version` and `at` are None."""

    document: LegalDocument
    version: str | None
    is_given: bool
    at: datetime | None

    @property
    def is_current(self) -> bool:
        """Whether the answer was to the document's current version."""
        return self.version == self.document.version


def require_consents(settings: Settings, accepts: Iterable[Accepted]) -> None:
    """Refuse who leaves out a required document. Raises ConsentRequired with its kinds."""
    ticked = {(accepted.kind, accepted.version) for accepted in accepts}
    missing = [
        document
        for document in settings.documents
        if document.is_required and (document.kind, document.version) not in ticked
    ]
    if missing:
        names = ", ".join(document.name for document in missing)
        kinds = [document.kind for document in missing]
        raise ConsentRequired(f"Agree to: {names}.", documents=kinds)


def record_consents(
    session: WriteSession,
    account_id: UUID,
    accepts: Iterable[Accepted],
    *,
    settings: Settings,
    now: datetime,
    address: str = "",
    given_by: str = SELF,
) -> None:
    """Write down what somebody ticked when they registered; other versions than ours don't count.

    What is offered and was not ticked is written down as a no.
    """
    ticked = {(accepted.kind, accepted.version) for accepted in accepts}
    for document in settings.documents:
        is_given = (document.kind, document.version) in ticked
        _add(session, account_id, document, is_given, now, address, given_by)


async def set_consent(
    services: Services, account_id: UUID, accepted: Accepted, *, is_given: bool, address: str
) -> Consent:
    """Give or take back a consent; the same answer again adds nothing.

    Raises NoSuchDocument, DocumentOutdated; ConsentRequired when a required one is taken back.
    """
    document = _document(services.get(Settings), accepted)
    if document.is_required and not is_given:
        raise ConsentRequired(
            "The service can't be used without it; you can delete your account instead.",
            documents=[document.kind],
        )
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        await repository.lock_account(session, account_id)
        before = _consent(document, await repository.last_consents(session, account_id))
        if before.is_current and before.is_given == is_given:
            return before
        _add(session, account_id, document, is_given, now, address, SELF)
    return Consent(document, document.version, is_given, now)


async def consents_of(
    session: ReadSession, settings: Settings, account_id: UUID
) -> tuple[Consent, ...]:
    """Return a person's last answer to every document there is today."""
    given = await repository.last_consents(session, account_id)
    return tuple(_consent(document, given) for document in settings.documents)


def _document(settings: Settings, accepted: Accepted) -> LegalDocument:
    for document in settings.documents:
        if document.kind == accepted.kind:
            if document.version != accepted.version:
                raise DocumentOutdated(
                    f"The current version is {document.version}.", version=document.version
                )
            return document
    raise NoSuchDocument(accepted.kind)


def _consent(document: LegalDocument, given: Sequence[ConsentRow]) -> Consent:
    for row in given:
        if row.kind == document.kind:
            return Consent(document, row.version, row.is_given, row.at)
    return Consent(document, None, is_given=False, at=None)


def _add(
    session: WriteSession,
    account_id: UUID,
    document: LegalDocument,
    is_given: bool,  # noqa: FBT001 - the column
    now: datetime,
    address: str,
    given_by: str,
) -> None:
    row = ConsentRow(
        id=new_id(),
        account_id=account_id,
        kind=document.kind,
        version=document.version,
        is_given=is_given,
        at=now,
        address=address,
        given_by=given_by,
    )
    session.add(row)
