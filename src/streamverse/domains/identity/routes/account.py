"""The account: who am I, changing it, its email and its password."""

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.callers import Owner, Proved, SignedIn, require_proof
from streamverse.domains.identity.routes.handing import origin_of, seen_in
from streamverse.domains.identity.schemas import (
    Accepted202,
    AccountChange,
    EmailOnly,
    Me,
    PasswordChange,
)
from streamverse.domains.identity.service import edit_account, prove_email, reset_password
from streamverse.domains.identity.service.read_account import read_account
from streamverse.domains.identity.sign_in_limits import count_mail_wish
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of

router = APIRouter(tags=["identity"])


@router.get("/me")
async def read_me(account: SignedIn, session: Reads) -> Me:
    """Return the account that asks."""
    return await read_account(session, account)


@router.patch("/me")
async def change_me(account: Owner, wish: AccountChange, request: Request) -> Me:
    """Change what is said about the account."""
    services = services_of(request)
    return await edit_account.edit(services, account, wish)


@router.post("/me/email", status_code=202)
async def ask_for_new_email(
    account: Proved, wish: EmailOnly, request: Request, response: Response
) -> Accepted202:
    """Have a link mailed to a new address; it counts once the link is used."""
    await count_mail_wish(request, response, wish.email)
    await prove_email.wish_for(services_of(request), account.id, wish.email, seen_in(request))
    return Accepted202()


@router.post("/auth/verify/request", status_code=202)
async def ask_to_verify_again(account: Owner, request: Request, response: Response) -> Accepted202:
    """Have the verifying link mailed again."""
    await count_mail_wish(request, response, str(account.id))
    await prove_email.ask_again(services_of(request), account.id)
    return Accepted202()


@router.post("/me/password", status_code=204)
async def change_password(account: Owner, wish: PasswordChange, request: Request) -> None:
    """Change the password: the access token ends, refresh for the next one."""
    if wish.current_password is None:
        await require_proof(request, account)
    await reset_password.change(
        services_of(request),
        account.id,
        current=wish.current_password,
        new=wish.new_password,
        keep_family=account.family_id,
        ends_others=wish.sign_out_others,
        origin=origin_of(request, "bearer"),
        seen=seen_in(request),
    )
