"""Privacy over HTTP: consents, exports, erasure, and what a parent decides."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import StreamingResponse

from streamverse.domains.identity.callers import InPerson, Owner, Proved
from streamverse.domains.identity.privacy_schemas import (
    ConsentAnswer,
    ConsentRequest,
    ErasureAnswer,
    ExportAnswer,
    Kind,
    ParentalDecision,
    ParentAsked,
    PrivacyAnswer,
    TokenRequest,
)
from streamverse.domains.identity.routes.handing import seen_in
from streamverse.domains.identity.schemas import LinkToken
from streamverse.domains.identity.service.privacy import (
    ask_erasure,
    ask_export,
    consent,
    parental_consent,
    read_exports,
    read_privacy,
)
from streamverse.domains.identity.service.privacy.consent import Accepted
from streamverse.domains.identity.service.privacy.read_exports import ExportFile
from streamverse.domains.identity.sign_in_limits import address_of
from streamverse.kit.db import Database
from streamverse.kit.http import Reads
from streamverse.kit.http.idempotency import IdempotencyKey
from streamverse.kit.http.provide import services_of

router = APIRouter(tags=["privacy"])

ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {}}, "description": "everything, as a ZIP"}
}


@router.get("/me/privacy")
async def get_privacy(owner: Owner, session: Reads, request: Request) -> PrivacyAnswer:
    """Say what you agreed to and asked for, and what is deleted after how long."""
    found = await read_privacy.read_privacy(services_of(request), session, owner.id)
    return PrivacyAnswer.of(found)


@router.put("/me/consents/{kind}")
async def put_consent(
    owner: Owner, request: Request, kind: Kind, wanted: ConsentRequest
) -> ConsentAnswer:
    """Agree to a document's current version, or take it back."""
    given = await consent.set_consent(
        services_of(request),
        owner.id,
        Accepted(kind, wanted.version),
        is_given=wanted.is_given,
        address=address_of(request),
    )
    return ConsentAnswer.of(given)


@router.post("/me/exports", status_code=202)
async def post_export(owner: Proved, request: Request, key: IdempotencyKey = None) -> ExportAnswer:
    """Ask for everything the service knows about you: one at a time, one a day."""
    services = services_of(request)
    export_id = await ask_export.ask_export(services, owner.id, seen_in(request), key)
    async with services.get(Database).read_latest() as session:
        return ExportAnswer.of(await read_exports.export_of(session, owner.id, export_id))


@router.get("/me/exports/{export_id}")
async def get_export(owner: Owner, session: Reads, export_id: UUID) -> ExportAnswer:
    """Say how far an export is."""
    return ExportAnswer.of(await read_exports.export_of(session, owner.id, export_id))


@router.get("/me/exports/{export_id}/file", responses=ZIP, response_class=StreamingResponse)
async def get_export_file(owner: InPerson, request: Request, export_id: UUID) -> StreamingResponse:
    """Download an export."""
    services = services_of(request)
    async with services.get(Database).read_latest() as session:
        file = await read_exports.file_of(services, session, owner.id, export_id)
    return _download(file)


@router.get("/auth/export", responses=ZIP, response_class=StreamingResponse)
async def get_export_by_link(
    request: Request, token: Annotated[LinkToken, Query()]
) -> StreamingResponse:
    """Download an export by its mailed link, as often as you like within its days."""
    services = services_of(request)
    async with services.get(Database).read_latest() as session:
        file = await read_exports.file_by_link(services, session, token)
    return _download(file)


@router.post("/me/erasure", status_code=202)
async def post_erasure(owner: Proved, request: Request) -> ErasureAnswer:
    """Have your account erased after the days of grace; every other sign-in ends now."""
    due_at = await ask_erasure.ask_erasure(
        services_of(request), owner.id, owner.family_id, seen_in(request)
    )
    return ErasureAnswer(due_at=due_at)


@router.delete("/me/erasure", status_code=204)
async def delete_erasure(owner: Owner, request: Request) -> None:
    """Keep your account after all."""
    await ask_erasure.cancel_erasure(services_of(request), owner.id, seen_in(request))


@router.post("/auth/erasure/cancel", status_code=204)
async def post_erasure_cancel(request: Request, wanted: TokenRequest) -> None:
    """Keep your account after all, by the mailed link."""
    services = services_of(request)
    await ask_erasure.cancel_erasure_by_link(services, wanted.token, seen_in(request))


@router.post("/auth/parental-consent/check")
async def post_parental_consent_check(
    request: Request, session: Reads, wanted: TokenRequest
) -> ParentAsked:
    """Say whose account a parent is asked about."""
    asked = await parental_consent.look_at(services_of(request), session, wanted.token)
    return ParentAsked.model_validate(asked, from_attributes=True)


@router.post("/auth/parental-consent", status_code=204)
async def post_parental_consent(request: Request, wanted: ParentalDecision) -> None:
    """Agree to a young person's account, or have it erased."""
    await parental_consent.decide(
        services_of(request),
        wanted.token,
        is_given=wanted.decision == "give",
        parent_name=wanted.parent_name,
        seen=seen_in(request),
    )


def _download(file: ExportFile) -> StreamingResponse:
    headers = {
        "content-disposition": f'attachment; filename="{file.name}"',
        "content-length": str(file.size_bytes),
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
    }
    return StreamingResponse(file.chunks, media_type="application/zip", headers=headers)
