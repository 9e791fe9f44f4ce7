"""Device codes over HTTP: RFC 8628, whose messages come as forms or as JSON."""

from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from streamverse.domains.identity.callers import SignedIn
from streamverse.domains.identity.device_errors import UnsupportedGrant
from streamverse.domains.identity.device_schemas import (
    DEVICE_GRANT,
    Approval,
    AskingDevice,
    DeviceCodeAnswer,
    DeviceCodeRequest,
    DeviceQuestion,
    DeviceTokenRequest,
)
from streamverse.domains.identity.routes.handing import hand_over, origin_of, seen_in
from streamverse.domains.identity.schemas import SignedInAnswer
from streamverse.domains.identity.service.device_code.answer import approve, deny
from streamverse.domains.identity.service.device_code.ask import ask_for_code
from streamverse.domains.identity.service.device_code.look import asking_device
from streamverse.domains.identity.service.device_code.poll import poll
from streamverse.domains.identity.sign_in_limits import address_of, count_device_code
from streamverse.kit.http.provide import services_of

M = TypeVar("M", bound=BaseModel)

router = APIRouter(prefix="/auth/device", tags=["identity"])

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
DEVICE_FIELDS = {"device_name": "name", "device_kind": "kind", "device_id": "id"}


SCHEMAS = "#/components/schemas/{model}"


def _either(model: type[BaseModel], *required: str) -> dict[str, Any]:
    """Describe a body that may come either way; a form has the device's fields beside the rest."""
    schema = model.model_json_schema(ref_template=SCHEMAS)
    schema.pop("$defs", None)
    fields = {name: {"type": "string"} for name in (*required, *DEVICE_FIELDS)}
    form = {"type": "object", "properties": fields, "required": list(required)}
    return {"requestBody": {"content": {JSON: {"schema": schema}, FORM: {"schema": form}}}}


async def _body(request: Request, model: type[M]) -> M:
    """Read a body. A form never asks for cookies: any page could send it from a browser."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == JSON:
            return model.model_validate_json(await request.body() or b"{}")
        fields = await _form(request) if kind == FORM else {}
        device = {to: fields.pop(name) for name, to in DEVICE_FIELDS.items() if name in fields}
        return model.model_validate({**fields, "device": device or None})
    except ValidationError as error:
        raise RequestValidationError(
            [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        ) from error


async def _form(request: Request) -> dict[str, str]:
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    fields.pop("transport", None)
    return fields


async def _code_request(request: Request) -> DeviceCodeRequest:
    return await _body(request, DeviceCodeRequest)


async def _token_request(request: Request) -> DeviceTokenRequest:
    return await _body(request, DeviceTokenRequest)


@router.post("", openapi_extra=_either(DeviceCodeRequest))
async def ask_for_device_code(
    wish: Annotated[DeviceCodeRequest, Depends(_code_request)],
    request: Request,
    response: Response,
) -> DeviceCodeAnswer:
    """Get a code to show on a screen without a keyboard (RFC 8628, 3.1)."""
    await count_device_code(request, response)
    asked = await ask_for_code(services_of(request), origin_of(request, "bearer", wish.device))
    response.headers["cache-control"] = "no-store"
    return DeviceCodeAnswer.model_validate(asked, from_attributes=True)


@router.post(
    "/token",
    openapi_extra=_either(DeviceTokenRequest, "grant_type", "device_code"),
    response_model_exclude_none=True,
)
async def ask_for_device_tokens(
    wish: Annotated[DeviceTokenRequest, Depends(_token_request)],
    request: Request,
    response: Response,
) -> SignedInAnswer:
    """Ask whether somebody has let the device in (RFC 8628, 3.4).

    Until then 400 with the `error` `authorization_pending` or `slow_down`; then the tokens,
    once; or `access_denied`, `expired_token`.
    """
    if wish.grant_type != DEVICE_GRANT:
        raise UnsupportedGrant(f"Send the grant_type {DEVICE_GRANT}.")
    origin = origin_of(request, wish.transport, wish.device)
    tokens = await poll(services_of(request), wish.device_code, origin)
    return hand_over(request, response, tokens, wish.transport)


@router.get("/{user_code}")
async def read_asking_device(account: SignedIn, user_code: str, request: Request) -> DeviceQuestion:
    """Say what shows a code, before somebody lets it in."""
    asking = await asking_device(services_of(request), account.id, user_code, address_of(request))
    device = AskingDevice.model_validate(asking)
    return DeviceQuestion(device=device, expires_in=asking.expires_in)


@router.post("/{user_code}/approve", status_code=204)
async def approve_device(
    account: SignedIn, user_code: str, request: Request, wish: Approval | None = None
) -> None:
    """Let a device in, with the active profile or another that one may enter from here."""
    await approve(
        services_of(request),
        account,
        user_code,
        profile_id=wish.profile_id if wish else None,
        pin=wish.pin if wish else None,
        seen=seen_in(request),
    )


@router.post("/{user_code}/deny", status_code=204)
async def deny_device(account: SignedIn, user_code: str, request: Request) -> None:
    """Turn a device away."""
    await deny(services_of(request), account, user_code, seen=seen_in(request))
