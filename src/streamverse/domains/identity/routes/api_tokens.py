"""API tokens of people and keys of machines, over HTTP."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from streamverse.domains.identity.callers import Account, Owner, Proved, allowed_to
from streamverse.domains.identity.errors import NotInPerson
from streamverse.domains.identity.roles import Permission
from streamverse.domains.identity.routes.handing import seen_in
from streamverse.domains.identity.schemas import Name
from streamverse.domains.identity.service.api_tokens.make import TokenWish, make_token
from streamverse.domains.identity.service.api_tokens.revoke import (
    revoke_machine_key,
    revoke_token,
)
from streamverse.domains.identity.service.api_tokens.show import list_machine_keys, list_tokens
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of

router = APIRouter(tags=["api tokens"])

KeyManager = Annotated[Account, allowed_to(Permission.API_KEYS_MANAGE)]


class ApiTokenRequest(BaseModel):
    """What a token is for. Without days it counts until it is revoked."""

    name: Name
    scopes: list[str] = Field(
        min_length=1,
        max_length=30,
        description="permissions, and account:read (see) and account:write (change)",
        examples=[["account:read", "media.upload"]],
    )
    expires_in_days: int | None = Field(default=None, ge=1, le=3650)


class ApiTokenItem(BaseModel):
    """A token as a list shows it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    account_id: UUID
    name: str
    prefix: str = Field(description="how the token begins; the rest is never shown again")
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    last_address: str | None


class NewApiToken(ApiTokenItem):
    """A token, this once with the token itself."""

    token: str


class ApiTokenList(BaseModel):
    """All tokens, the newest first."""

    items: list[ApiTokenItem]


@router.get("/me/api-tokens")
async def list_api_tokens(account: Owner, session: Reads) -> ApiTokenList:
    """Return the tokens of one's own programs."""
    tokens = await list_tokens(session, account.id)
    return ApiTokenList(items=[ApiTokenItem.model_validate(each) for each in tokens])


@router.post("/me/api-tokens", status_code=201)
async def make_api_token(
    wish: ApiTokenRequest, account: Proved, request: Request, response: Response
) -> NewApiToken:
    """Make a token for a program; its scopes are at most what one may do oneself."""
    return await _made(wish, account, request, response, is_machine=False)


@router.delete("/me/api-tokens/{token_id}", status_code=204)
async def revoke_api_token(token_id: UUID, account: Owner, request: Request) -> None:
    """End a token at once."""
    await revoke_token(services_of(request), account, token_id, seen_in(request))


@router.get("/admin/api-keys")
async def list_api_keys(_: KeyManager, session: Reads) -> ApiTokenList:
    """Return the keys of machines, whoever made them."""
    keys = await list_machine_keys(session)
    return ApiTokenList(items=[ApiTokenItem.model_validate(each) for each in keys])


@router.post("/admin/api-keys", status_code=201)
async def make_api_key(
    wish: ApiTokenRequest,
    manager: KeyManager,
    _: Proved,
    request: Request,
    response: Response,
) -> NewApiToken:
    """Make a key for a machine. It acts as whoever makes it, within its scopes."""
    return await _made(wish, manager, request, response, is_machine=True)


@router.delete("/admin/api-keys/{key_id}", status_code=204)
async def revoke_api_key(key_id: UUID, manager: KeyManager, request: Request) -> None:
    """End a machine's key at once."""
    if manager.scopes is not None:
        raise NotInPerson
    await revoke_machine_key(services_of(request), manager, key_id, seen_in(request))


async def _made(
    wish: ApiTokenRequest, by: Account, request: Request, response: Response, *, is_machine: bool
) -> NewApiToken:
    token, shown = await make_token(
        services_of(request),
        by,
        TokenWish(wish.name, frozenset(wish.scopes), wish.expires_in_days, is_machine),
        seen_in(request),
    )
    response.headers["cache-control"] = "no-store"
    item = ApiTokenItem.model_validate(shown)
    return NewApiToken(**item.model_dump(), token=token)
