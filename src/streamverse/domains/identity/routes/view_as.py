"""View as: look at the service as somebody else, and stop."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.callers import Account, SignedIn, allowed_to
from streamverse.domains.identity.people_schemas import ReasonGiven
from streamverse.domains.identity.roles import Permission
from streamverse.domains.identity.routes.handing import hand_over, origin_of, seen_in
from streamverse.domains.identity.schemas import SignedInAnswer
from streamverse.domains.identity.service.people import view_as
from streamverse.kit.http.provide import services_of

router = APIRouter(tags=["operators"])

Supporter = Annotated[Account, allowed_to(Permission.ACCOUNTS_VIEW_AS)]


@router.post("/admin/accounts/{account_id}/view-as", response_model_exclude_none=True)
async def view_as_account(
    operator: Supporter,
    account_id: UUID,
    wish: ReasonGiven,
    request: Request,
    response: Response,
) -> SignedInAnswer:
    """Look at the service as somebody sees it: an hour at most, reading only, always logged."""
    transport = "bearer" if "authorization" in request.headers else "cookie"
    tokens = await view_as.begin(
        services_of(request),
        operator,
        account_id,
        wish.reason,
        origin_of(request, transport),
        seen_in(request),
    )
    return hand_over(request, response, tokens, transport)


@router.post("/auth/view-as/end", response_model_exclude_none=True)
async def end_viewing(viewing: SignedIn, request: Request, response: Response) -> SignedInAnswer:
    """Go back to one's own sign-in."""
    tokens, transport = await view_as.end(services_of(request), viewing, seen_in(request))
    return hand_over(request, response, tokens, transport)
