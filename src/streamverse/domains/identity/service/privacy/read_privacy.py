"""Everything the privacy page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy.consent import Consent, consents_of
from streamverse.domains.identity.service.privacy.read_exports import Export, last_export_of
from streamverse.domains.identity.service.privacy.retention import Kept, kept
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class Privacy:
    """How an account stands."""

    consents: Sequence[Consent]
    export: Export | None
    erasure_due_at: datetime | None
    kept: Sequence[Kept]


async def read_privacy(services: Services, session: ReadSession, account_id: UUID) -> Privacy:
    """Return what somebody agreed to, asked for, and what is deleted by itself."""
    erasure = await repository.erasure_under_way(session, account_id)
    return Privacy(
        consents=await consents_of(session, services.get(Settings), account_id),
        export=await last_export_of(session, account_id),
        erasure_due_at=erasure.due_at if erasure else None,
        kept=kept(services),
    )
